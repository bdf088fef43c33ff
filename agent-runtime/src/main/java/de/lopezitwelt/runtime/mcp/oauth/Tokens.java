package de.lopezitwelt.runtime.mcp.oauth;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of an authorization server (RFC 6749 §5.1).
 *
 * @param refresh null when the person must sign in again after the expiry
 * @param expiresIn seconds; null when the server does not say it
 * @param scope the granted rights; null when they are the requested ones
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
