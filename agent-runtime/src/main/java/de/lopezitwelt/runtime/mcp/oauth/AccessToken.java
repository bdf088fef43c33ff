package de.lopezitwelt.runtime.mcp.oauth;

import de.lopezitwelt.runtime.outbound.ApiKey;

/**
 * With this a person uses a server for now.
 *
 * @param connection names the sign-in that it comes from: what was read with another one is forgotten
 * @param value goes into the {@code Authorization} header, to the server's own origin only
 */
public record AccessToken(String connection, ApiKey value) {}
