package de.lopezitwelt.platform.web.identity.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.lopezitwelt.platform.web.call.HttpCalls;
import de.lopezitwelt.platform.web.call.ServiceAddresses;
import de.lopezitwelt.platform.web.call.ServiceTokens;
import de.lopezitwelt.platform.web.call.SingleFlight;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks auth about API keys (RFC 7662). An answer, yes or no, holds for a few seconds under the digest of the full key;
 * with auth away nothing is guessed: 503.
 */
@Singleton
class ApiKeys {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpCalls http;
    private final ServiceTokens tokens;
    private final ServiceAddresses addresses;
    private final ObjectMapper json;
    private final Clock clock;
    private final Set<String> apiScopes;
    private final AsyncCache<Digest, Optional<Identified>> answers;

    ApiKeys(
            HttpCalls http,
            ServiceTokens tokens,
            ServiceAddresses addresses,
            ObjectMapper json,
            Clock clock,
            IdentityConfig config) {
        this.http = http;
        this.tokens = tokens;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
        this.apiScopes = Set.copyOf(config.apiScopes());
        this.answers = Caffeine.newBuilder()
                .maximumSize(config.introspectedKeys())
                .expireAfterWrite(config.introspectionMaxAge())
                .buildAsync();
    }

    Uni<Identified> identify(String key) {
        if (!ApiKeyFormat.isWellFormed(key)) {
            return refuse("not a well-formed key");
        }
        var answer = answers.get(
                Digest.of(key), (digest, executor) -> introspect(key).subscribeAsCompletionStage());
        return SingleFlight.onCallersContext(Uni.createFrom().completionStage(answer))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(away -> unavailable())
                .chain(found -> found.filter(
                                held -> clock.instant().isBefore(held.caller().expiresAt()))
                        .map(held -> Uni.createFrom().item(held))
                        .orElseGet(() -> refuse("no active key")));
    }

    private Uni<Optional<Identified>> introspect(String key) {
        return ask(key).chain(answer -> {
                    if (answer.status() != 401) {
                        return Uni.createFrom().item(answer);
                    }
                    tokens.forget();
                    return ask(key);
                })
                .map(this::read);
    }

    private Uni<HttpCalls.Answer> ask(String key) {
        byte[] form = ("token=" + URLEncoder.encode(key, StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
        return tokens.token()
                .chain(token -> http.post(
                        addresses.of("auth") + "/internal/api-keys/introspect",
                        Map.of("Authorization", "Bearer " + token, "Accept", "application/json"),
                        "application/x-www-form-urlencoded",
                        form));
    }

    private Optional<Identified> read(HttpCalls.Answer answer) {
        if (answer.status() != 200) {
            throw unavailable();
        }
        try {
            JsonNode body = json.readTree(answer.body());
            return body.path("active").asBoolean(false) ? Optional.of(Identified.of(callerOf(body))) : Optional.empty();
        } catch (IOException garbage) {
            throw unavailable();
        }
    }

    private Caller callerOf(JsonNode body) {
        Set<String> scopes = Arrays.stream(body.path("scope").asText().split(" "))
                .filter(apiScopes::contains)
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(
                Caller.Kind.API_KEY,
                body.path("sub").asText(),
                body.path("api_key_id").asText(),
                textOrNull(body, "organization_id"),
                PlatformRole.USER,
                scopes,
                null,
                Instant.ofEpochSecond(body.path("iat").asLong()),
                body.path("exp").isNumber()
                        ? Instant.ofEpochSecond(body.path("exp").asLong())
                        : Instant.MAX,
                Origin.UNKNOWN);
    }

    private static @Nullable String textOrNull(JsonNode body, String field) {
        return body.path(field).isTextual() ? body.path(field).asText() : null;
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable("API keys cannot be checked at the moment", RETRY_AFTER);
    }

    private static <T> Uni<T> refuse(String reason) {
        return Uni.createFrom().failure(InvalidCredentials.because(reason));
    }
}
