package de.lopezitwelt.platform.testing.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.secret.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Credentials that look like a user's and are not valid; each stands for one known attack or mistake. */
public final class BadTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "0192f0c1-0000-7000-8000-000000000001";
    private static final String KEY_ID = TestIssuer.key().id();

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Map<String, UnaryOperator<String>> SPELLINGS = Map.of(
            "padding", encoded -> encoded + "==",
            "half of the padding", encoded -> encoded + "=",
            "a spare bit set", BadTokens::withSpareBit,
            "a blank in it", encoded -> encoded.substring(0, 8) + " " + encoded.substring(8),
            "a foreign character in it", encoded -> encoded.substring(0, 8) + "*" + encoded.substring(8));

    private final Map<String, String> table = new LinkedHashMap<>();

    private BadTokens() {}

    /** Description → value of the {@code Authorization} header. Each of them must get a 401. */
    public static Map<String, String> authorizationHeaders() {
        var tokens = new BadTokens();
        tokens.algorithms();
        tokens.keysOfTheirOwn();
        tokens.headers();
        tokens.claims();
        tokens.times();
        tokens.damaged();
        tokens.spellings();
        tokens.otherSchemes();
        return tokens.table;
    }

    private void algorithms() {
        bearer("alg none without signature", unsigned("none"));
        bearer("alg None without signature", unsigned("None"));
        bearer("alg NONE without signature", unsigned("NONE"));
        bearer("alg none with the signature of a good token", unsigned("none") + signatureOf(good()));
        bearer("no alg at all", unsigned(null));
        bearer("alg ES256 with an empty signature", unsigned("ES256"));
        byte[] published = TestIssuer.key().publicKey().getEncoded();
        bearer("HS256 keyed with the public key", hmac(published));
        bearer("HS256 keyed with the public key in PEM", hmac(pem(published)));
        bearer(
                "HS256 keyed with the key set",
                hmac(TestIssuer.key().toPublicKeySet().getBytes(StandardCharsets.UTF_8)));
        bearer("HS256 keyed with nothing but zeros", hmac(new byte[32]));
        bearer("RS256 of another key under our key id", rsa());
        bearer("ES256 signature that is all zeros", withSignature(good(), new byte[64]));
        bearer("ES256 claimed as ES384", header(h -> h.put("alg", "ES384")));
        bearer("ES256 claimed as EdDSA", header(h -> h.put("alg", "EdDSA")));
        bearer("alg as a list", header(h -> h.putArray("alg").add("ES256")));
    }

    private void keysOfTheirOwn() {
        SigningKey attacker = SigningKey.generate(KEY_ID);
        String jwk = attacker.toPublicKeySet();
        bearer(
                "forged under our key id",
                TestTokens.person(USER, "user").forged().mint());
        bearer(
                "forged, bringing its key in jwk",
                forged(attacker, h -> h.set("jwk", parse(jwk).path("keys").path(0))));
        bearer("forged, naming a key set in jku", forged(attacker, h -> h.put("jku", "http://localhost:1/jwks.json")));
        bearer("forged, naming a certificate in x5u", forged(attacker, h -> h.put("x5u", "http://localhost:1/x.pem")));
        bearer(
                "forged, bringing a certificate in x5c",
                forged(attacker, h -> h.putArray("x5c").add("MIIB")));
        bearer("unknown key id", forged(SigningKey.generate("nobody"), h -> h.put("kid", "nobody")));
        bearer("key id that is a path", header(h -> h.put("kid", "../../../../dev/null")));
        bearer("key id that is SQL", header(h -> h.put("kid", "' OR '1'='1")));
        bearer("no key id", header(h -> h.remove("kid")));
    }

    private void headers() {
        bearer("typ JWT (an ID token)", header(h -> h.put("typ", "JWT")));
        bearer("typ of a logout token", header(h -> h.put("typ", "logout+jwt")));
        bearer("no typ", header(h -> h.remove("typ")));
        bearer("crit naming an extension", header(h -> h.putArray("crit").add("exp")));
        bearer("payload not encoded (b64 false)", header(h -> h.put("b64", false)));
    }

    private void claims() {
        bearer("of another issuer", claims(c -> c.put("iss", "http://evil.test")));
        bearer("issuer with a slash added", claims(c -> c.put("iss", TestIssuer.ISSUER + "/")));
        bearer("without issuer", claims(c -> c.remove("iss")));
        bearer("for another audience", claims(c -> c.put("aud", "somebody-else")));
        bearer("for an audience in capitals", claims(c -> c.put("aud", "LOPEZ")));
        bearer("without audience", claims(c -> c.remove("aud")));
        bearer("without subject", claims(c -> c.remove("sub")));
        bearer("with an empty subject", claims(c -> c.put("sub", "")));
        bearer("without role", claims(c -> c.remove("role")));
        bearer("with a role that does not exist", claims(c -> c.put("role", "root")));
        bearer("without token id", claims(c -> c.remove("jti")));
        bearer("of a service", TestTokens.service("chat-service", "internal:users.read"));
        bearer(
                "of a service that claims a role",
                TestTokens.person(USER, "admin").claim("aud", "lopez-internal").mint());
    }

    private void times() {
        long now = Instant.now().getEpochSecond();
        bearer("expired a minute ago", claims(c -> c.put("iat", now - 360).put("exp", now - 60)));
        bearer("expired long ago", claims(c -> c.put("iat", 1).put("exp", 2)));
        bearer("without expiry", claims(c -> c.remove("exp")));
        bearer("with a year to live", claims(c -> c.put("exp", now + 31_536_000)));
        bearer("expiry as text", claims(c -> c.put("exp", "soon")));
        bearer("without time of issue", claims(c -> c.remove("iat")));
        bearer("issued in the future", claims(c -> c.put("iat", now + 120).put("exp", now + 300)));
        bearer("not valid yet", claims(c -> c.put("nbf", now + 120)));
    }

    private void damaged() {
        String good = good();
        String[] parts = good.split("\\.");
        String other = TestTokens.admin(USER);
        bearer("last characters missing", good.substring(0, good.length() - 6));
        bearer("signature missing", parts[0] + "." + parts[1]);
        bearer("signature of another token", parts[0] + "." + parts[1] + "." + signatureOf(other));
        bearer("claims of another token", parts[0] + "." + other.split("\\.")[1] + "." + parts[2]);
        bearer("a fourth part", good + ".x");
        bearer("five parts, as an encrypted token", good + ".x.y");
        bearer("claims that are no JSON", sign("oops"));
        bearer("claims that are a list", sign("[]"));
        bearer("not base64", "a$b.c$d.e$f");
        bearer("nothing but dots", "..");
        bearer("one word", "null");
        bearer("very long", "a".repeat(9000));
        bearer("nothing", "");
    }

    /** Good tokens in Base64url that is not canonical (RFC 4648 §3.5); header and claims are signed as they are spelt. */
    private void spellings() {
        SPELLINGS.forEach((how, spell) -> {
            String header = uneven(part(good(), 0));
            String claims = uneven(part(good(), 1));
            SigningKey key = TestIssuer.key();
            String signed = key.sign(header + "." + claims);
            bearer("header with " + how, key.sign(spell.apply(header) + "." + claims));
            bearer("claims with " + how, key.sign(header + "." + spell.apply(claims)));
            bearer("signature with " + how, header + "." + claims + "." + spell.apply(signatureOf(signed)));
        });
    }

    /** With blanks behind it, so that its last character has spare bits, as that of a signature has. */
    private static String uneven(JsonNode json) {
        String text = json.toString();
        return encode((text + " ".repeat((4 - text.length() % 3) % 3)).getBytes(StandardCharsets.UTF_8));
    }

    private static String withSpareBit(String encoded) {
        int last = encoded.length() - 1;
        return encoded.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(encoded.charAt(last)) + 1);
    }

    private void otherSchemes() {
        table.put("basic credentials", "Basic dXNlcjpwYXNz");
        table.put("a good token without scheme", good());
        table.put("a good token under another scheme", "Token " + good());
        table.put("an API key with a wrong checksum", "Bearer lit_" + "a".repeat(36));
        table.put("an API key that is too short", "Bearer lit_abc");
    }

    private void bearer(String description, String token) {
        table.put(description, "Bearer " + token);
    }

    private static String good() {
        return TestTokens.user(USER);
    }

    private static String header(Consumer<ObjectNode> change) {
        return rewritten(change, claims -> {});
    }

    private static String claims(Consumer<ObjectNode> change) {
        return rewritten(header -> {}, change);
    }

    /** A good token with changes, signed correctly with our own key. */
    private static String rewritten(Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
        ObjectNode newHeader = (ObjectNode) part(good(), 0);
        ObjectNode newClaims = (ObjectNode) part(good(), 1);
        header.accept(newHeader);
        claims.accept(newClaims);
        return TestIssuer.key().sign(newHeader, newClaims);
    }

    private static String forged(SigningKey key, Consumer<ObjectNode> change) {
        ObjectNode header = (ObjectNode) part(good(), 0);
        change.accept(header);
        return key.sign(header, part(good(), 1));
    }

    private static String sign(String claims) {
        JsonNode header = part(good(), 0);
        return "[]".equals(claims)
                ? TestIssuer.key().sign(header, JSON.createArrayNode())
                : TestIssuer.key().sign(header, JSON.getNodeFactory().textNode(claims));
    }

    private static String unsigned(@Nullable String algorithm) {
        ObjectNode header = (ObjectNode) part(good(), 0);
        header.remove("alg");
        if (algorithm != null) {
            header.put("alg", algorithm);
        }
        return encode(header.toString().getBytes(StandardCharsets.UTF_8)) + "." + good().split("\\.")[1] + ".";
    }

    private static String hmac(byte[] secret) {
        String input = inputFor("HS256");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String rsa() {
        String input = inputFor("RS256");
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(generator.generateKeyPair().getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String inputFor(String algorithm) {
        ObjectNode header = ((ObjectNode) part(good(), 0)).put("alg", algorithm);
        return encode(header.toString().getBytes(StandardCharsets.UTF_8)) + "." + good().split("\\.")[1];
    }

    private static byte[] pem(byte[] key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String withSignature(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + encode(signature);
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static JsonNode part(String token, int index) {
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
