package de.lopezitwelt.auth.external.oidc;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The configured providers. Their metadata is fetched when it is needed and cached for an hour. */
@ApplicationScoped
public class Providers {
    private static final Logger LOG = Logger.getLogger(Providers.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final ExternalConfig config;
    private final ProviderCalls calls;
    private final Clock clock;
    private final Map<String, Kept<Provider>> documents = new ConcurrentHashMap<>();
    private final Map<String, Kept<List<JsonWebKey>>> keys = new ConcurrentHashMap<>();

    Providers(ExternalConfig config, ProviderCalls calls, Clock clock) {
        this.config = config;
        this.calls = calls;
        this.clock = clock;
        config.providers().forEach((id, provider) -> Provider.requireSafe(id, provider, provider.issuer()));
    }

    private record Kept<T>(T value, Instant since) {}

    /** A provider as users see it. */
    @Schema(name = "SignInProvider")
    public record Listed(String id, String name) {}

    public List<Listed> list() {
        return config.providers().entrySet().stream()
                .map(entry -> new Listed(entry.getKey(), entry.getValue().name().orElse(entry.getKey())))
                .sorted(java.util.Comparator.comparing(Listed::id))
                .toList();
    }

    /**
     * Fails with 400 for a provider that is not configured, with 503 when it does not answer as the standard demands.
     */
    public Uni<Provider> find(String id) {
        ExternalConfig.Provider provider = config.providers().get(id);
        if (provider == null) {
            return Uni.createFrom().failure(ProblemException.invalid("provider", "is not one of this platform's"));
        }
        Provider kept = fresh(documents.get(id), KEPT);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        URI discovery = URI.create(provider.issuer().toString().replaceAll("/+$", "") + DISCOVERY);
        return calls.get(discovery)
                .map(answer -> Provider.of(id, provider, answer.body()))
                .invoke(found -> documents.put(id, new Kept<>(found, clock.instant())))
                .onFailure()
                .transform(failure -> away(id, failure));
    }

    /**
     * The provider's signing keys.
     *
     * @param missed whether a key id was not among them: they are then fetched again, unless that has just been done
     */
    public Uni<List<JsonWebKey>> keys(Provider provider, boolean missed) {
        List<JsonWebKey> kept = fresh(keys.get(provider.id()), missed ? LEAST_INTERVAL : KEPT);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        return calls.get(provider.jwksUri())
                .map(answer -> parse(answer.body().toString()))
                .invoke(found -> keys.put(provider.id(), new Kept<>(found, clock.instant())))
                .onFailure()
                .transform(failure -> away(provider.id(), failure));
    }

    private <T> @Nullable T fresh(@Nullable Kept<T> kept, Duration age) {
        return kept != null && clock.instant().isBefore(kept.since().plus(age)) ? kept.value() : null;
    }

    private static List<JsonWebKey> parse(String json) {
        try {
            return new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException e) {
            throw new IllegalArgumentException("The provider's keys are no JSON Web Key Set", e);
        }
    }

    public static ProblemException away(String id, Throwable failure) {
        LOG.warnf("Provider %s does not answer as agreed: %s", id, failure.toString());
        return ProblemException.unavailable("The provider does not answer", Duration.ofSeconds(10));
    }
}
