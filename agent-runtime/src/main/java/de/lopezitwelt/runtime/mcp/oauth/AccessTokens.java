package de.lopezitwelt.runtime.mcp.oauth;

import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;

/** Where the runtime gets people's tokens from. Services that make replies implement it. */
@FunctionalInterface
public interface AccessTokens {

    /** @param userId a person, never a program that acts for several people */
    PersonTokens of(String userId, McpServer server);
}
