package de.lopezitwelt.auth.login;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a sign-in needs of a user. */
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
