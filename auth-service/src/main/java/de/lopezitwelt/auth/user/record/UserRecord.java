package de.lopezitwelt.auth.user.record;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account without its secrets. */
public record UserRecord(
        String id,
        String email,
        String name,
        UserRole role,
        boolean active,
        boolean emailVerified,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt,
        @Nullable Instant notBefore,
        long version,
        boolean erasing) {
    public UserStatus status() {
        if (erasing) {
            return UserStatus.ERASING;
        }
        return active ? UserStatus.ACTIVE : UserStatus.INACTIVE;
    }
}
