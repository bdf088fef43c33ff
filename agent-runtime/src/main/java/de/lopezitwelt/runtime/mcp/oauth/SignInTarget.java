package de.lopezitwelt.runtime.mcp.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where and as which client one signs in for a server; kept with the tokens, so that they are renewed and revoked where they
 * come from, whatever the server says later.
 *
 * @param serverUrl of the server when the sign-in began: tokens are good for it alone
 * @param revocationEndpoint null where tokens cannot be revoked
 * @param issuerInCallback whether the authorization server names itself when it sends people back (RFC 9207)
 * @param resource how the server is named to the authorization server (RFC 8707)
 * @param scope the rights that are asked for; null for what the authorization server gives of itself
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
