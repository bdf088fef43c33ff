package de.lopezitwelt.auth.token.access;

import de.lopezitwelt.auth.jwks.SigningKey;
import de.lopezitwelt.auth.jwks.SigningKeys;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.credential.IdentityConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs access tokens (RFC 9068) with ES256 and the current key. */
@ApplicationScoped
public class AccessTokenIssuer {
    private static final String TYPE = "at+jwt";

    private final SigningKeys keys;
    private final IdentityConfig identity;
    private final AccessTokenConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    AccessTokenIssuer(
            SigningKeys keys, IdentityConfig identity, AccessTokenConfig config, IdGenerator ids, Clock clock) {
        this.keys = keys;
        this.identity = identity;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * After a proof: {@code auth_time} is its time, so that dangerous actions can demand a recent one (RFC 9470).
     *
     * @param signInId the token family, as {@code sid}; null when the caller's token named none
     */
    public AccessToken forProof(Subject user, @Nullable String signInId, Assurance assurance) {
        Instant issuedAt = issuedAt(user);
        JwtClaimsBuilder claims = claims(user, signInId)
                .claim("auth_time", issuedAt.getEpochSecond())
                .claim("acr", assurance.claim());
        return sign(claims, user.userId(), identity.audience(), issuedAt);
    }

    /** After a refresh, which proves possession of a token and nothing about the user. */
    public AccessToken forRefresh(Subject user, String signInId) {
        return sign(claims(user, signInId), user.userId(), identity.audience(), issuedAt(user));
    }

    private static JwtClaimsBuilder claims(Subject user, @Nullable String signInId) {
        JwtClaimsBuilder claims = Jwt.claim("role", user.role().wireName());
        return signInId == null ? claims : claims.claim("sid", signInId);
    }

    /**
     * Never before the user's not-before: otherwise a sign-in within the second after a password change would be void
     * at once.
     */
    private Instant issuedAt(Subject user) {
        Instant now = clock.instant();
        Instant notBefore = user.notBefore();
        return notBefore != null && now.isBefore(notBefore) ? notBefore : now;
    }

    /** For calls under {@code /internal}. */
    public AccessToken forService(String service, Set<String> scopes) {
        JwtClaimsBuilder claims = Jwt.claim("client_id", service).claim("scope", String.join(" ", scopes));
        return sign(claims, service, identity.internalAudience(), clock.instant());
    }

    private AccessToken sign(JwtClaimsBuilder claims, String subject, String audience, Instant issuedAt) {
        SigningKey key = keys.current();
        String token = claims.issuer(identity.issuer())
                .audience(audience)
                .subject(subject)
                .claim("jti", ids.next())
                .issuedAt(issuedAt.getEpochSecond())
                .expiresAt(issuedAt.plus(config.lifetime()).getEpochSecond())
                .jws()
                .keyId(key.id())
                .header("typ", TYPE)
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.privateKey());
        return new AccessToken(token, config.lifetime());
    }
}
