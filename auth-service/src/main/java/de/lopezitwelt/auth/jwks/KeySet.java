package de.lopezitwelt.auth.jwks;

import java.security.PrivateKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The keys of an RFC 7517 key set. The first one signs; all are published, so that a key can be announced before it
 * signs and stay until the tokens it signed have expired. Published keys carry no private part.
 */
record KeySet(SigningKey current, Map<String, Object> published) {
    static KeySet parse(String json) {
        List<JsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException | ClassCastException quotesTheFile) {
            throw new IllegalArgumentException("The signing keys are no JSON Web Key Set");
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The key set holds no key");
        }
        keys.forEach(KeySet::require);
        Set<String> ids = new LinkedHashSet<>();
        keys.forEach(key -> ids.add(key.getKeyId()));
        if (ids.size() < keys.size()) {
            throw new IllegalArgumentException("Two signing keys share one kid");
        }
        JsonWebKey first = keys.getFirst();
        PrivateKey privateKey = ((EllipticCurveJsonWebKey) first).getPrivateKey();
        if (privateKey == null) {
            throw new IllegalArgumentException("The first signing key has no private part");
        }
        return new KeySet(
                new SigningKey(first.getKeyId(), privateKey),
                Map.of("keys", keys.stream().map(KeySet::publicPart).toList()));
    }

    private static void require(JsonWebKey key) {
        boolean p256 = key instanceof EllipticCurveJsonWebKey curve && "P-256".equals(curve.getCurveName());
        if (!p256 || key.getKeyId() == null || key.getKeyId().isBlank()) {
            throw new IllegalArgumentException("Signing keys are EC P-256 keys with a kid");
        }
    }

    private static Map<String, Object> publicPart(JsonWebKey key) {
        key.setUse("sig");
        key.setAlgorithm("ES256");
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }
}
