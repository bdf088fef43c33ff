package de.lopezitwelt.runtime.mcp;

/** A server that is away or does not keep to the protocol. The message names no address. */
final class McpFailure extends RuntimeException {

    McpFailure(String message) {
        super(message, null, false, false);
    }
}
