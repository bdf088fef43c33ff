package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.Nullable;

/** An event that is not what its type promises. Retrying cannot help, so a consumer dead-letters it. */
public final class EventContractException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EventContractException(String reason) {
        super(reason);
    }

    public EventContractException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
