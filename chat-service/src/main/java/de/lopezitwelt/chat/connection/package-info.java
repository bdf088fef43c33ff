/** People's sign-ins to MCP servers: how they are made, used, renewed and ended. */
@NullMarked
package de.lopezitwelt.chat.connection;

import org.jspecify.annotations.NullMarked;
