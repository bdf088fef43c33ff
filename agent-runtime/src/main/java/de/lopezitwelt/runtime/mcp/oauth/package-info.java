/** Signs a person in to an MCP server (MCP, Authorization; OAuth 2.1): where to, as which client, and with which tokens. */
@NullMarked
package de.lopezitwelt.runtime.mcp.oauth;

import org.jspecify.annotations.NullMarked;
