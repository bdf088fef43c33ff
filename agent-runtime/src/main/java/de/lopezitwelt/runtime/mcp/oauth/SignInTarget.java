package de.lopezitwelt.runtime.mcp.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people sign in for a server, and with which client. It is stored with the tokens, so that they are renewed and revoked
 * where they were made, even if the server names another place later.
 *
 * @param serverUrl the server's address when the sign-in began: tokens are sent to no other
 * @param revocationEndpoint null when tokens cannot be revoked
 * @param issuerInCallback whether the authorization server names itself when it sends people back (RFC 9207)
 * @param resource the server's name for the authorization server (RFC 8707)
 * @param scope the rights that are asked for; null for the authorization server's default
 */
public record SignInTarget(
        URI serverUrl,
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI revocationEndpoint,
        boolean issuerInCallback,
        String resource,
        @Nullable String scope,
        OAuthClient client) {}
