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

    /** The reason for missing tools when this failure prevented reading the list. */
    Why why() {
        return why;
    }
}
