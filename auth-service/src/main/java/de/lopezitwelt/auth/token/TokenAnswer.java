package de.lopezitwelt.auth.token;

/**
 * What a sign-in or a refresh gives (RFC 6749 §5.1).
 *
 * @param expiresIn seconds the access token is valid
 * @param refreshExpiresIn seconds the refresh token is valid unless used before
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
