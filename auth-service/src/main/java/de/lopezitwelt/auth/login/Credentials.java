package de.lopezitwelt.auth.login;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of a user that a sign-in needs. */
record Credentials(
        String userId,
        String passwordHash,
        UserRole role,
        boolean active,
        boolean emailVerified,
        @Nullable Instant notBefore) {
    @Override
    public String toString() {
        return "Credentials of " + userId;
    }
}
