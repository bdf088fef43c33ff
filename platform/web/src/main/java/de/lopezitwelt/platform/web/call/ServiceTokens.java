package de.lopezitwelt.platform.web.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** This service's own access token (RFC 6749 §4.4), fetched when needed and kept until 30 s before it expires. */
@ApplicationScoped
public class ServiceTokens {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final byte[] GRANT = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);

    private final HttpCalls http;
    private final ServiceAddresses addresses;
    private final ObjectMapper json;
    private final Clock clock;
    private final String name;
    private final Optional<String> secret;
    private final SingleFlight<Token> fetch = new SingleFlight<>();
    private volatile @Nullable Token current;

    ServiceTokens(
            HttpCalls http,
            ServiceAddresses addresses,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String name,
            @ConfigProperty(name = "lopez.service.secret") Optional<String> secret) {
        this.http = http;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
        this.name = name;
        this.secret = secret;
    }

    private record Token(String value, Instant usableUntil) {}

    /** Fails when auth is away and no usable token is left. */
    public Uni<String> token() {
        Token held = current;
        if (held != null && clock.instant().isBefore(held.usableUntil())) {
            return Uni.createFrom().item(held.value());
        }
        return fetch.run(this::request).map(Token::value);
    }

    /** Drops a token that was refused. */
    public void forget() {
        current = null;
    }

    private Uni<Token> request() {
        if (secret.isEmpty()) {
            return Uni.createFrom().failure(new IllegalStateException("lopez.service.secret is not set"));
        }
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + secret.get()).getBytes(StandardCharsets.UTF_8));
        return http.post(
                        addresses.of("auth") + "/internal/token",
                        Map.of("Authorization", "Basic " + credentials, "Accept", "application/json"),
                        "application/x-www-form-urlencoded",
                        GRANT)
                .map(this::read)
                .invoke(token -> current = token);
    }

    private Token read(HttpCalls.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("auth refused this service's credentials with " + answer.status());
        }
        try {
            JsonNode body = json.readTree(answer.body());
            Duration lifetime = Duration.ofSeconds(body.path("expires_in").asLong());
            return new Token(
                    body.path("access_token").asText(),
                    clock.instant().plus(lifetime).minus(MARGIN));
        } catch (IOException garbage) {
            throw new IllegalStateException("auth answered no JSON", garbage);
        }
    }
}
