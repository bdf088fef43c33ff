package de.lopezitwelt.runtime.mcp.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization server gives (RFC 6749 §5.1).
 *
 * @param refresh null where the person has to sign in again when the time is over
 * @param expiresIn seconds; null where it does not say
 * @param scope the rights that were given; null where they are those that were asked for
 */
public record Tokens(
        String access,
        @Nullable String refresh,
        @Nullable Long expiresIn,
        @Nullable String scope) {

    @Override
    public String toString() {
        return "Tokens";
    }
}
