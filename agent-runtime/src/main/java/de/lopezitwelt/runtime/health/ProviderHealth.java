package de.lopezitwelt.runtime.health;

import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.Protocol;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks providers for their list of models, which costs nothing, when somebody wants to know, and remembers the answer for
 * half a minute. With no key a provider that wants one says so: that counts as refused, not as away.
 */
public final class ProviderHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final OutboundHttp http;
    private final Map<ProviderDefinition, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(ProviderStatus status, long atNanos) {}

    public ProviderHealth(OutboundHttp http) {
        this.http = http;
    }

    /** By the providers' names. Never fails, and takes no longer than some seconds. */
    public Uni<Map<String, ProviderStatus>> of(Collection<ProviderDefinition> providers) {
        seen.keySet().retainAll(providers);
        Map<String, ProviderStatus> none = new HashMap<>();
        Uni<Map<String, ProviderStatus>> all = Uni.createFrom().item(none);
        for (ProviderDefinition provider : providers) {
            Uni<ProviderStatus> status = status(provider).memoize().indefinitely();
            status.subscribe().with(known -> {}); // all at once, not one after the other
            all = all.chain(known -> status.map(found -> {
                known.put(provider.name(), found);
                return known;
            }));
        }
        return all;
    }

    private Uni<ProviderStatus> status(ProviderDefinition provider) {
        Seen known = seen.get(provider);
        if (known != null && System.nanoTime() - known.atNanos() < FRESH_NANOS) {
            return Uni.createFrom().item(known.status());
        }
        return ask(provider).invoke(status -> seen.put(provider, new Seen(status, System.nanoTime())));
    }

    private Uni<ProviderStatus> ask(ProviderDefinition provider) {
        String base = provider.baseUrl().toString().replaceAll("/+$", "");
        return http.send(OutboundHttp.Call.get(
                        URI.create(base + "/models" + provider.quirks().queryString()),
                        headers(provider),
                        provider.addresses(),
                        PATIENCE,
                        MAX_BYTES))
                .map(answer -> ProviderStatus.of(answer.status()))
                .onFailure()
                .recoverWithItem(ProviderStatus.DOWN);
    }

    private static Map<String, String> headers(ProviderDefinition provider) {
        Map<String, String> headers = new HashMap<>(Map.of("accept", "application/json"));
        if (provider.protocol() == Protocol.ANTHROPIC) {
            headers.put("anthropic-version", "2023-06-01");
        }
        provider.authenticate(headers::put);
        provider.quirks().putHeaders(headers::put);
        return headers;
    }
}
