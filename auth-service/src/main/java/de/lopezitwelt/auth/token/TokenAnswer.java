package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.access.AccessToken;

/**
 * The answer to a sign-in or a refresh (RFC 6749 §5.1).
 *
 * @param expiresIn lifetime of the access token in seconds
 * @param refreshExpiresIn lifetime of the refresh token in seconds, unless it is used before
 */
public record TokenAnswer(
        String accessToken, String tokenType, long expiresIn, String refreshToken, long refreshExpiresIn) {
    static TokenAnswer of(AccessToken access, String refreshToken, long refreshExpiresIn) {
        return new TokenAnswer(access.value(), "Bearer", access.lifetime().toSeconds(), refreshToken, refreshExpiresIn);
    }

    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
