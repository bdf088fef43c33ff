package de.lopezitwelt.runtime.outbound;

/** An address that must not be called. */
public final class OutboundRefused extends RuntimeException {

    OutboundRefused(String reason) {
        super(reason, null, false, false);
    }
}
