package de.lopezitwelt.platform.testing.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.secret.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Access tokens that services under {@code BackendsResource} accept, and similar ones that they must refuse. */
public final class TestTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ObjectNode header;
    private final ObjectNode claims;
    private SigningKey key;

    private TestTokens(String audience, String subject) {
        key = TestIssuer.key();
        header =
                JSON.createObjectNode().put("alg", "ES256").put("typ", "at+jwt").put("kid", key.id());
        Instant now = Instant.now();
        claims = JSON.createObjectNode()
                .put("iss", TestIssuer.ISSUER)
                .put("aud", audience)
                .put("sub", subject)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
    }

    /** A token of an ordinary user. */
    public static String user(String userId) {
        return person(userId, "user").mint();
    }

    public static String moderator(String userId) {
        return person(userId, "moderator").mint();
    }

    public static String admin(String userId) {
        return person(userId, "admin").mint();
    }

    /** A client-credentials token, as services use among themselves. */
    public static String service(String serviceName, String... scopes) {
        return new TestTokens("lopez-internal", serviceName)
                .claim("client_id", serviceName)
                .claim("scope", String.join(" ", scopes))
                .mint();
    }

    /**
     * The token of a user who has just signed in with a password. Change claims or header to spoil it, then call {@link
     * #mint()}.
     */
    public static TestTokens person(String userId, String role) {
        var token = new TestTokens("lopez", userId).claim("role", role).claim("acr", "aal1");
        token.claims.put("auth_time", Instant.now().getEpochSecond());
        return token;
    }

    public TestTokens claim(String name, String value) {
        claims.put(name, value);
        return this;
    }

    public TestTokens without(String claim) {
        claims.remove(claim);
        return this;
    }

    public TestTokens issuedAt(Instant time) {
        claims.put("iat", time.getEpochSecond());
        return this;
    }

    public TestTokens expiresAt(Instant time) {
        claims.put("exp", time.getEpochSecond());
        return this;
    }

    public TestTokens header(String name, String value) {
        header.put(name, value);
        return this;
    }

    /** Signs with an unknown key under the known key's id. */
    public TestTokens forged() {
        key = SigningKey.generate(key.id());
        return this;
    }

    public String mint() {
        return key.sign(header, claims);
    }
}
