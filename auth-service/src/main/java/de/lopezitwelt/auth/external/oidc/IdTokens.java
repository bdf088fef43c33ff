package de.lopezitwelt.auth.external.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * Verifies ID tokens (OpenID Connect Core §3.1.3.7). Keys come only from the provider's key set, never from the token.
 */
public final class IdTokens {
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final int LONGEST_SUBJECT = 255;
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final Clock clock;

    public IdTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Verifies a token and returns its claims.
     *
     * @param oldest how long ago it may have been issued
     * @throws InvalidIdToken when anything is wrong with it
     */
    public Map<String, Object> verify(
            String token, Provider provider, List<JsonWebKey> keys, String nonce, Duration oldest) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setExpectedIssuer(true, provider.issuer())
                    .setExpectedAudience(true, provider.config().clientId())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setIssuedAtRestrictions(CLOCK_SKEW_SECONDS, (int) oldest.toSeconds())
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            requireNonce(claims, nonce);
            requireAuthorizedParty(claims, provider);
            if (claims.getSubject().length() > LONGEST_SUBJECT) {
                throw new InvalidIdToken("its subject is too long");
            }
            return claims.getClaimsMap();
        } catch (InvalidJwtException | MalformedClaimException refused) {
            throw new InvalidIdToken(refused.getClass().getSimpleName());
        }
    }

    private static void requireNonce(JwtClaims claims, String expected) throws MalformedClaimException {
        String nonce = claims.getStringClaimValue("nonce");
        if (nonce == null || !MessageDigest.isEqual(bytes(nonce), bytes(expected))) {
            throw new InvalidIdToken("it answers another request");
        }
    }

    private static void requireAuthorizedParty(JwtClaims claims, Provider provider) throws MalformedClaimException {
        String party = claims.getStringClaimValue("azp");
        boolean several = claims.getAudience().size() > 1;
        if (party == null ? several : !party.equals(provider.config().clientId())) {
            throw new InvalidIdToken("it is meant for another client");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The reason is for the log only; the client learns just that the sign-in failed. */
    public static final class InvalidIdToken extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidIdToken(String reason) {
            super(reason, null, false, false);
        }
    }
}
