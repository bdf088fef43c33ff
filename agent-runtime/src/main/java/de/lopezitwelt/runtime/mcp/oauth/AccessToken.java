package de.lopezitwelt.runtime.mcp.oauth;

import de.lopezitwelt.runtime.outbound.ApiKey;

/**
 * A person's current token for a server.
 *
 * @param connection the sign-in that it comes from: a client drops what it has read with another one
 * @param value for the {@code Authorization} header; sent to the server's own origin only
 */
public record AccessToken(String connection, ApiKey value) {}
