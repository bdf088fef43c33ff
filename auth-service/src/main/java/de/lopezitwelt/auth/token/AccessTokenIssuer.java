package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.jwks.SigningKey;
import de.lopezitwelt.auth.jwks.SigningKeys;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.IdentityConfig;
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
     * @param notBefore the user's: {@code iat} is never earlier, or a sign-in within the second after a password change
     *     would be void at once
     */
    public AccessToken forUser(String userId, UserRole role, @Nullable Instant notBefore) {
        Instant now = clock.instant();
        Instant issuedAt = notBefore != null && now.isBefore(notBefore) ? notBefore : now;
        return sign(Jwt.claim("role", role.wireName()), userId, identity.audience(), issuedAt);
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
