package de.lopezitwelt.chat.connection;

import de.lopezitwelt.runtime.mcp.oauth.AccessToken;
import de.lopezitwelt.runtime.mcp.oauth.SignInTarget;
import de.lopezitwelt.runtime.mcp.oauth.Tokens;
import de.lopezitwelt.runtime.outbound.ApiKey;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's sign-in to a server.
 *
 * @param secrets null when they cannot be opened any more
 * @param scopes the granted rights, separated by spaces; null when they are not known
 * @param wantedScopes further rights that the server has asked for
 * @param expiresAt of the access token; null when the authorization server did not say it
 * @param version of the tokens: renewing them raises it
 */
record ToolConnection(
        String id,
        String userId,
        String server,
        @Nullable Secrets secrets,
        @Nullable String scopes,
        @Nullable String wantedScopes,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        long version,
        Instant createdAt) {

    /**
     * The sealed part.
     *
     * @param redirectUri the one with which the client was registered
     */
    record Secrets(SignInTarget target, URI redirectUri, Tokens tokens) {}

    AccessToken token(Secrets opened) {
        return new AccessToken(id, new ApiKey(opened.tokens().access()));
    }

    boolean isOver(Instant time) {
        return expiresAt != null && !time.isBefore(expiresAt);
    }
}
