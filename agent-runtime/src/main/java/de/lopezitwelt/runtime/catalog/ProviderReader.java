package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.Protocol;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.catalog.quirk.QuirksReader;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one provider of the catalog. */
final class ProviderReader {

    private static final int MAX_CONCURRENT = 64;
    private static final int MAX_QUEUED = 256;
    private static final int MAX_ATTEMPTS = 3;
    private static final List<String> KEYS = List.of(
            "name",
            "preset",
            "base_url",
            "api_key",
            "key_header",
            "protocol",
            "timeouts",
            "max_concurrent",
            "max_queued",
            "max_attempts",
            "http_version",
            "currency",
            "allow_http",
            "allow_private_addresses");

    private final CatalogNode node;
    private final KeyReader keys;

    ProviderReader(CatalogNode node, KeyReader keys) {
        this.node = node;
        this.keys = keys;
    }

    static ProviderDefinition withDefaults(
            String name, URI baseUrl, @Nullable ApiKey key, HttpVersion version, OutboundAddressPolicy addresses) {
        return new ProviderDefinition(
                name,
                Protocol.OPENAI,
                baseUrl,
                key,
                ProviderDefinition.AUTHORIZATION,
                Timeouts.DEFAULT,
                MAX_CONCURRENT,
                MAX_QUEUED,
                MAX_ATTEMPTS,
                version,
                Quirks.NONE,
                CatalogReader.CURRENCY,
                addresses);
    }

    ProviderDefinition read() {
        String name = node.name();
        node.allowOnly(Stream.concat(KEYS.stream(), QuirksReader.KEYS.stream()).toList());
        if (name.equals(ModelCatalog.OFFLINE_PROVIDER)) {
            node.problem("", "this name is taken by the built-in model");
        }
        OutboundAddressPolicy addresses =
                new OutboundAddressPolicy(node.flag("allow_http", false), node.flag("allow_private_addresses", false));
        boolean anthropic =
                node.choice("protocol", "openai", "openai", "anthropic").equals("anthropic");
        String keyHeader = QuirksReader.keyHeader(node, anthropic ? "x-api-key" : ProviderDefinition.AUTHORIZATION);
        return new ProviderDefinition(
                name,
                anthropic ? Protocol.ANTHROPIC : Protocol.OPENAI,
                baseUrl(addresses),
                keys.read(node),
                keyHeader,
                timeouts(),
                node.integer("max_concurrent", MAX_CONCURRENT, 1, 100_000),
                node.integer("max_queued", MAX_QUEUED, 0, 1_000_000),
                node.integer("max_attempts", MAX_ATTEMPTS, 1, 10),
                switch (node.choice("http_version", "auto", "auto", "1.1", "2")) {
                    case "1.1" -> HttpVersion.HTTP_1_1;
                    case "2" -> HttpVersion.HTTP_2;
                    default -> HttpVersion.AUTO;
                },
                new QuirksReader(node, keys, keyHeader).read(Quirks.NONE),
                node.currency(CatalogReader.CURRENCY),
                addresses);
    }

    private URI baseUrl(OutboundAddressPolicy addresses) {
        URI url = node.url("base_url", addresses);
        if (url.getRawQuery() != null) {
            node.problem("base_url", "must not contain a query");
        }
        return url;
    }

    private Timeouts timeouts() {
        CatalogNode times = node.child("timeouts");
        if (times == null) {
            return Timeouts.DEFAULT;
        }
        times.allowOnly("connect", "first_token", "idle", "total");
        return new Timeouts(
                times.duration("connect", Timeouts.DEFAULT.connect()),
                times.duration("first_token", Timeouts.DEFAULT.firstToken()),
                times.duration("idle", Timeouts.DEFAULT.idle()),
                times.duration("total", Timeouts.DEFAULT.total()));
    }
}
