package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one provider of the catalog. */
final class ProviderReader {

    private static final int MAX_CONCURRENT = 64;
    private static final int MAX_QUEUED = 256;
    private static final int MAX_ATTEMPTS = 3;
    private static final String TOKEN_LIMIT_FIELD = "max_tokens";
    private static final URI NOWHERE = URI.create("https://invalid.invalid");

    private final CatalogNode node;
    private final Function<String, @Nullable String> environment;
    private final Path catalog;

    ProviderReader(CatalogNode node, Function<String, @Nullable String> environment, Path catalog) {
        this.node = node;
        this.environment = environment;
        this.catalog = catalog;
    }

    static ProviderDefinition withDefaults(
            String name, URI baseUrl, @Nullable ApiKey key, HttpVersion version, OutboundAddressPolicy addresses) {
        return new ProviderDefinition(
                name,
                baseUrl,
                key,
                Timeouts.DEFAULT,
                MAX_CONCURRENT,
                MAX_QUEUED,
                MAX_ATTEMPTS,
                version,
                TOKEN_LIMIT_FIELD,
                addresses);
    }

    ProviderDefinition read() {
        String name = node.name();
        node.allowOnly(
                "name",
                "base_url",
                "api_key",
                "protocol",
                "timeouts",
                "max_concurrent",
                "max_queued",
                "max_attempts",
                "http_version",
                "token_limit_field",
                "allow_http",
                "allow_private_addresses");
        node.choice("protocol", "openai", "openai");
        if (name.equals(ModelCatalog.OFFLINE_PROVIDER)) {
            node.problem("", "this name is taken by the built-in model");
        }
        OutboundAddressPolicy addresses =
                new OutboundAddressPolicy(node.flag("allow_http", false), node.flag("allow_private_addresses", false));
        return new ProviderDefinition(
                name,
                baseUrl(addresses),
                apiKey(),
                timeouts(),
                node.integer("max_concurrent", MAX_CONCURRENT, 1, 100_000),
                node.integer("max_queued", MAX_QUEUED, 0, 1_000_000),
                node.integer("max_attempts", MAX_ATTEMPTS, 1, 10),
                switch (node.choice("http_version", "auto", "auto", "1.1", "2")) {
                    case "1.1" -> HttpVersion.HTTP_1_1;
                    case "2" -> HttpVersion.HTTP_2;
                    default -> HttpVersion.AUTO;
                },
                node.choice("token_limit_field", TOKEN_LIMIT_FIELD, TOKEN_LIMIT_FIELD, "max_completion_tokens"),
                addresses);
    }

    private URI baseUrl(OutboundAddressPolicy addresses) {
        String text = node.text("base_url");
        if (text.isEmpty()) {
            return NOWHERE;
        }
        try {
            URI url = URI.create(text);
            addresses.checkUrl(url);
            if (url.getRawQuery() != null) {
                node.problem("base_url", "must not contain a query");
            }
            return url;
        } catch (OutboundRefused e) {
            node.problem("base_url", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            node.problem("base_url", "is not a URL");
        }
        return NOWHERE;
    }

    @Nullable
    private ApiKey apiKey() {
        CatalogNode key = node.child("api_key");
        if (key == null) {
            return null;
        }
        key.allowOnly("env", "file");
        String variable = key.optionalText("env");
        String file = key.optionalText("file");
        if ((variable == null) == (file == null)) {
            node.problem("api_key", "must have either env or file; the key itself never stands in the catalog");
            return null;
        }
        return variable != null ? fromEnvironment(key, variable) : fromFile(key, String.valueOf(file));
    }

    @Nullable
    private ApiKey fromEnvironment(CatalogNode key, String variable) {
        String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            key.problem("env", "this variable is not set");
            return null;
        }
        return checked(key, "env", value);
    }

    @Nullable
    private ApiKey fromFile(CatalogNode key, String file) {
        try {
            return checked(key, "file", Files.readString(catalog.resolveSibling(file)));
        } catch (IOException e) {
            key.problem("file", "cannot be read");
            return null;
        }
    }

    @Nullable
    private static ApiKey checked(CatalogNode key, String field, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            key.problem(field, "does not hold a key of printable ASCII characters");
            return null;
        }
        return new ApiKey(stripped);
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
