package de.lopezitwelt.platform.web.idempotency;

import java.io.Serial;

/** Another request with the same key committed first; this one's transaction must roll back and replay it. */
public final class IdempotencyConflict extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    IdempotencyConflict() {
        super("another request with this idempotency key came first", null, false, false);
    }

    /** Whether a failure, however wrapped, is this one. */
    public static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IdempotencyConflict) {
                return true;
            }
        }
        return false;
    }
}
