package de.lopezitwelt.runtime.mcp.oauth;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The platform as a client of an authorization server.
 *
 * @param secret null for a public client
 * @param secretExpiresAt null when it never expires
 */
public record OAuthClient(
        String id,
        @Nullable String secret,
        Authentication authentication,
        @Nullable Instant secretExpiresAt) {

    /** How a client authenticates (RFC 6749 §2.3.1). */
    public enum Authentication {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        NONE;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The best way that the authorization server supports; without metadata it is the header (RFC 8414 §2). */
        static Authentication among(List<String> supported) {
            if (supported.isEmpty()) {
                return CLIENT_SECRET_BASIC;
            }
            for (Authentication known : values()) {
                if (supported.contains(known.wireName())) {
                    return known;
                }
            }
            throw new OAuthFailure(
                    OAuthFailure.Kind.UNUSABLE,
                    "the authorization server takes no client that proves itself by a secret");
        }

        static Authentication named(String name, Authentication asked) {
            for (Authentication known : values()) {
                if (known.wireName().equals(name)) {
                    return known;
                }
            }
            return asked;
        }
    }

    /** The operator's own client. */
    static OAuthClient registered(String id, @Nullable ApiKey secret, List<String> supported) {
        if (secret == null) {
            return new OAuthClient(id, null, Authentication.NONE, null);
        }
        StringBuilder revealed = new StringBuilder();
        secret.reveal(revealed::append);
        Authentication how = supported.contains(Authentication.CLIENT_SECRET_POST.wireName())
                        && !supported.contains(Authentication.CLIENT_SECRET_BASIC.wireName())
                ? Authentication.CLIENT_SECRET_POST
                : Authentication.CLIENT_SECRET_BASIC;
        return new OAuthClient(id, revealed.toString(), how, null);
    }

    Map<String, String> headers() {
        if (secret == null || authentication != Authentication.CLIENT_SECRET_BASIC) {
            return Map.of();
        }
        String credentials = OAuthCalls.encoded(id) + ":" + OAuthCalls.encoded(secret);
        return Map.of(
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    void identify(Map<String, String> form) {
        if (secret == null || authentication != Authentication.CLIENT_SECRET_BASIC) {
            form.put("client_id", id);
        }
        if (secret != null && authentication == Authentication.CLIENT_SECRET_POST) {
            form.put("client_secret", secret);
        }
    }

    @Override
    public String toString() {
        return "OAuthClient " + id;
    }
}
