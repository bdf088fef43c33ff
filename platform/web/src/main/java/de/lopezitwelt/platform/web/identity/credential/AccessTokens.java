package de.lopezitwelt.platform.web.identity.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens (RFC 9068): ES256 by a key the issuer publishes, {@code typ} at+jwt, issuer, audience and time.
 * What a token says about its own key ({@code jku}, {@code jwk}, {@code x5u}) is ignored. Since a signature costs far
 * more than a look-up, verified tokens are remembered by the digest of the whole token until they expire.
 */
@Singleton
class AccessTokens {
    private static final int MAX_LENGTH = 8192;
    private static final String MULTI_FACTOR = "aal2";

    private final SigningKeys keys;
    private final ObjectMapper json;
    private final Clock clock;
    private final IdentityConfig config;
    private final Cache<Digest, Verified> verified;

    AccessTokens(SigningKeys keys, ObjectMapper json, Clock clock, IdentityConfig config) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        this.config = config;
        this.verified =
                Caffeine.newBuilder().maximumSize(config.verifiedTokens()).build();
    }

    private record Verified(Audience audience, Identified identified) {}

    /** The kind of caller that a token was made for. */
    enum Audience {
        PEOPLE,
        SERVICES
    }

    /** Fails with an AuthenticationFailedException for anything but a valid token. */
    Uni<Identified> verify(String token, Audience audience) {
        if (token.length() > MAX_LENGTH) {
            return refuse("longer than any of ours");
        }
        Digest digest = Digest.of(token);
        Verified held = verified.getIfPresent(digest);
        if (held != null) {
            return check(held, audience);
        }
        String keyId = acceptableKeyId(token);
        if (keyId == null) {
            return refuse("header is not one of ours");
        }
        return keys.find(keyId).chain(key -> {
            if (key == null) {
                return refuse("unknown key");
            }
            try {
                var fresh = new Verified(audience, Identified.of(parse(token, key, audience)));
                verified.put(digest, fresh);
                return check(fresh, audience);
            } catch (ParseException | IllegalArgumentException broken) {
                return refuse(String.valueOf(broken.getMessage()));
            }
        });
    }

    private Uni<Identified> check(Verified held, Audience audience) {
        Caller caller = held.identified().caller();
        Instant now = clock.instant();
        if (held.audience() != audience) {
            return refuse("for another audience");
        }
        if (!now.isBefore(caller.expiresAt())) {
            return refuse("expired");
        }
        if (caller.issuedAt().isAfter(now.plus(config.clockSkew()))) {
            return refuse("issued in the future");
        }
        return Uni.createFrom().item(held.identified());
    }

    /** The key id of a header that is acceptable at all, else null. */
    private @Nullable String acceptableKeyId(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            byte[] encoded = canonical(parts[0]);
            canonical(parts[1]);
            canonical(parts[2]);
            JsonNode header = json.readTree(encoded);
            String type = header.path("typ").asText().toLowerCase(Locale.ROOT);
            boolean acceptable = header.path("alg").asText().equals("ES256")
                    && (type.equals("at+jwt") || type.equals("application/at+jwt"))
                    && header.path("kid").isTextual()
                    && !header.has("crit")
                    && !header.has("b64");
            return acceptable ? header.path("kid").asText() : null;
        } catch (IOException | IllegalArgumentException broken) {
            return null;
        }
    }

    /**
     * The bytes of a part. The parser is lenient about padding, spare bits and foreign characters, by which one token would
     * have many spellings; RFC 7515 §2 and RFC 4648 §3.5 allow one.
     *
     * @throws IllegalArgumentException for any other spelling
     */
    private static byte[] canonical(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not canonical Base64url");
        }
        return bytes;
    }

    private Caller parse(String token, PublicKey key, Audience audience) throws ParseException {
        var rules = new JWTAuthContextInfo(key, config.issuer());
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        rules.setExpectedAudience(Set.of(audience == Audience.PEOPLE ? config.audience() : config.internalAudience()));
        rules.setClockSkew((int) config.clockSkew().toSeconds());
        rules.setMaxTimeToLiveSecs(config.longestTokenLife().toSeconds());
        rules.setRequiredClaims(Set.of("sub", "iat", "exp", "jti"));
        JsonWebToken claims = new DefaultJWTParser(rules).parse(token);
        return audience == Audience.PEOPLE ? person(claims) : service(claims);
    }

    private Caller person(JsonWebToken claims) {
        PlatformRole role = PlatformRole.ofWireName(textOf(claims, "role"));
        return caller(Caller.Kind.USER, claims, role, config.apiScopes(), signIn(claims));
    }

    private static Caller service(JsonWebToken claims) {
        Set<String> scopes = Set.of(textOf(claims, "scope").split(" +"));
        return caller(Caller.Kind.SERVICE, claims, PlatformRole.USER, scopes, Caller.SignIn.NONE);
    }

    private static Caller.SignIn signIn(JsonWebToken claims) {
        return new Caller.SignIn(
                textOrNull(claims, "sid"),
                claims.containsClaim("auth_time")
                        ? Instant.ofEpochSecond(Long.parseLong(textOf(claims, "auth_time")))
                        : null,
                MULTI_FACTOR.equals(textOrNull(claims, "acr")));
    }

    private static Caller caller(
            Caller.Kind kind, JsonWebToken claims, PlatformRole role, Set<String> scopes, Caller.SignIn signIn) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > 64) {
            throw new IllegalArgumentException("subject is missing");
        }
        return new Caller(
                kind,
                subject,
                null,
                null,
                role,
                scopes,
                claims.getTokenID(),
                Instant.ofEpochSecond(claims.getIssuedAtTime()),
                Instant.ofEpochSecond(claims.getExpirationTime()),
                Origin.UNKNOWN,
                signIn);
    }

    private static @Nullable String textOrNull(JsonWebToken claims, String name) {
        return claims.containsClaim(name) ? textOf(claims, name) : null;
    }

    private static String textOf(JsonWebToken claims, String name) {
        Object value = claims.getClaim(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value instanceof jakarta.json.JsonString text ? text.getString() : value.toString();
    }

    private static <T> Uni<T> refuse(String reason) {
        return Uni.createFrom().failure(InvalidCredentials.because(reason));
    }
}
