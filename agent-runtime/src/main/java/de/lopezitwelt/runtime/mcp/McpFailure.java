package de.lopezitwelt.runtime.mcp;

import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;

/** A server that is away or does not keep to the protocol. The message names no address. */
final class McpFailure extends RuntimeException {

    private final Why why;

    McpFailure(String message) {
        this(Why.AWAY, message);
    }

    McpFailure(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    /** Why the server's tools are missing, when this kept its list from being read. */
    Why why() {
        return why;
    }
}
