package de.lopezitwelt.platform.web.identity.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.call.HttpCalls;
import de.lopezitwelt.platform.web.call.SingleFlight;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's published keys. Known keys stay in use while newer ones are fetched and while the issuer is away;
 * an unknown key id causes a fetch at once, but no more often than the configured interval.
 */
@Singleton
class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpCalls http;
    private final ObjectMapper json;
    private final Clock clock;
    private final IdentityConfig config;
    private final SingleFlight<Snapshot> fetch = new SingleFlight<>();
    private volatile Snapshot current = new Snapshot(Map.of(), Instant.MIN);
    private volatile Instant lastAttempt = Instant.MIN;
    private volatile boolean lastAttemptFailed;

    SigningKeys(HttpCalls http, ObjectMapper json, Clock clock, IdentityConfig config) {
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    private record Snapshot(Map<String, PublicKey> keys, Instant fetchedAt) {}

    /** The key; a null item when the issuer knows none of that id. Fails with 503 when that cannot be known. */
    Uni<PublicKey> find(String keyId) {
        Snapshot held = current;
        PublicKey known = held.keys().get(keyId);
        if (known != null) {
            if (clock.instant().isAfter(held.fetchedAt().plus(config.jwksMaxAge())) && mayFetch()) {
                fetch.run(() -> after(held))
                        .subscribe()
                        .with(fresh -> {}, failure -> LOG.debug("keys stay as they are"));
            }
            return Uni.createFrom().item(known);
        }
        if (!mayFetch() && !fetch.isRunning()) {
            PublicKey arrived = current.keys().get(keyId);
            if (arrived != null) {
                return Uni.createFrom().item(arrived);
            }
            return lastAttemptFailed
                    ? Uni.createFrom().failure(unavailable())
                    : Uni.createFrom().nullItem();
        }
        return fetch.run(() -> after(held))
                .onFailure()
                .transform(failure -> unavailable())
                .map(fresh -> fresh.keys().get(keyId));
    }

    private boolean mayFetch() {
        return lastAttempt.equals(Instant.MIN) || !clock.instant().isBefore(lastAttempt.plus(config.jwksMinInterval()));
    }

    /** The keys that another call has fetched in the meantime, or those that the issuer publishes now. */
    private Uni<Snapshot> after(Snapshot held) {
        Snapshot now = current;
        return now == held ? request() : Uni.createFrom().item(now);
    }

    private Uni<Snapshot> request() {
        lastAttempt = clock.instant();
        return http.get(config.jwksUrl(), Map.of("Accept", "application/json"))
                .map(this::read)
                .invoke(fresh -> {
                    current = fresh;
                    lastAttemptFailed = false;
                })
                .onFailure()
                .invoke(failure -> {
                    lastAttemptFailed = true;
                    LOG.warnf("The issuer's keys could not be fetched: %s", failure);
                });
    }

    private Snapshot read(HttpCalls.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("the issuer answered " + answer.status());
        }
        try {
            var keys = new HashMap<String, PublicKey>();
            for (JsonNode node : json.readTree(answer.body()).path("keys")) {
                var key = usableKey(node);
                if (key != null) {
                    keys.put(node.path("kid").asText(), key);
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException("the issuer published no usable key");
            }
            return new Snapshot(Map.copyOf(keys), clock.instant());
        } catch (IOException garbage) {
            throw new IllegalStateException("the issuer answered no JSON", garbage);
        }
    }

    /** P-256 signing keys only; others are skipped, so that the issuer may publish more than we use. */
    private @Nullable PublicKey usableKey(JsonNode node) {
        boolean usable = node.path("kty").asText().equals("EC")
                && node.path("crv").asText().equals("P-256")
                && node.path("use").asText("sig").equals("sig")
                && !node.path("kid").asText().isEmpty();
        if (!usable) {
            return null;
        }
        try {
            return ((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(node.toString())).getECPublicKey();
        } catch (JoseException broken) {
            LOG.warnf(
                    "A published key is broken and skipped: %s",
                    node.path("kid").asText());
            return null;
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable("Tokens cannot be verified at the moment", RETRY_AFTER);
    }
}
