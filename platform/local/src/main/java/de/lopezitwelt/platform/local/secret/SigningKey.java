package de.lopezitwelt.platform.local.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/** An ES256 key (EC P-256) with its id, in and out of a JSON Web Key Set (RFC 7517). */
public record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COORDINATE_BYTES = 32;

    public static SigningKey generate(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(id, (ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Reads the first key of a set that holds private keys. */
    public static SigningKey firstOf(String privateKeySet) {
        try {
            JsonNode key = JSON.readTree(privateKeySet).path("keys").path(0);
            ECParameterSpec curve = generate("curve").publicKey.getParams();
            KeyFactory factory = KeyFactory.getInstance("EC");
            var point = new ECPoint(number(key, "x"), number(key, "y"));
            return new SigningKey(
                    key.path("kid").asText(),
                    (ECPrivateKey) factory.generatePrivate(new ECPrivateKeySpec(number(key, "d"), curve)),
                    (ECPublicKey) factory.generatePublic(new ECPublicKeySpec(point, curve)));
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalArgumentException("not a set of private keys", broken);
        }
    }

    /** A set with this key alone, private part included: for the file that auth signs with. */
    public String toPrivateKeySet() {
        ObjectNode key = publicJwk();
        key.put("d", text(privateKey.getS()));
        return setOf(key);
    }

    /** A set with this key's public part, as a JWKS endpoint serves it. */
    public String toPublicKeySet() {
        return setOf(publicJwk());
    }

    /** The compact JWS of the given header and claims (RFC 7515 §3.1). */
    public String sign(JsonNode header, JsonNode claims) {
        return sign(base64(header.toString().getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(claims.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** As above for header and claims that are encoded already, however that was done. */
    public String sign(String input) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Shows the id alone. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }

    private ObjectNode publicJwk() {
        return JSON.createObjectNode()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", id)
                .put("use", "sig")
                .put("alg", "ES256")
                .put("x", text(publicKey.getW().getAffineX()))
                .put("y", text(publicKey.getW().getAffineY()));
    }

    private static String setOf(ObjectNode key) {
        ObjectNode set = JSON.createObjectNode();
        set.putArray("keys").add(key);
        return set.toString();
    }

    private static BigInteger number(JsonNode key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
