package de.lopezitwelt.auth.password;

import java.io.Serial;

/** More passwords are waiting to be hashed than the configured queue holds. */
public final class HashingOverloadedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    HashingOverloadedException() {
        super("The hashing queue is full", null, false, false);
    }
}
