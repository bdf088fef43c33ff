package de.lopezitwelt.auth.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes valid ID tokens and almost valid ones. */
record IdTokenForge(String issuer, RsaJsonWebKey key, List<PublicJsonWebKey> others) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param as the user's claims; {@code fault} says what is to be wrong */
    String mint(JsonNode as, String nonce) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", issuer)
                .put("aud", OidcDouble.CLIENT)
                .put("nonce", nonce)
                .put("iat", now)
                .put("exp", now + 300);
        claims.setAll((ObjectNode) as);
        String fault = as.path("fault").asText();
        claims.remove("fault");
        claims.remove("userinfo");
        switch (fault) {
            case "nonce" -> claims.put("nonce", "another");
            case "no-nonce" -> claims.remove("nonce");
            case "audience" -> claims.put("aud", "somebody-else");
            case "party" -> claims.putArray("aud").add(OidcDouble.CLIENT).add("somebody-else");
            case "issuer" -> claims.put("iss", issuer + "/other");
            case "expired" -> claims.put("iat", now - 500).put("exp", now - 400);
            case "subject" -> claims.remove("sub");
            default -> {}
        }
        try {
            return sign(claims, fault);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(ObjectNode claims, String fault) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toString());
        signature.setKeyIdHeaderValue(key.getKeyId());
        switch (fault) {
            case "unsigned" -> {
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
                signature.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
            }
            case "hmac" -> {
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                signature.setKey(new HmacKey(key.getRsaPublicKey().getEncoded()));
            }
            case "RS384", "RS512", "PS256", "PS384", "PS512" -> {
                signature.setAlgorithmHeaderValue(fault);
                signature.setKey(key.getPrivateKey());
            }
            case "ES512", "EdDSA" -> {
                PublicJsonWebKey other = fault.equals("EdDSA") ? others.getLast() : others.getFirst();
                signature.setKeyIdHeaderValue(other.getKeyId());
                signature.setAlgorithmHeaderValue(fault);
                signature.setKey(other.getPrivateKey());
            }
            case "forged" -> {
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
                signature.setKey(RsaJwkGenerator.generateJwk(2048).getPrivateKey());
            }
            case "own-key" -> {
                RsaJsonWebKey own = RsaJwkGenerator.generateJwk(2048);
                signature.setJwkHeader(own);
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
                signature.setKey(own.getPrivateKey());
            }
            default -> {
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
                signature.setKey(key.getPrivateKey());
            }
        }
        return fault.equals("garbage") ? "no.token" : signature.getCompactSerialization();
    }
}
