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
    /** What stands behind the @ of the address; null until it is verified. */
    public @Nullable String verifiedEmailDomain() {
        return domain(email, emailVerified);
    }

    /** As {@link #verifiedEmailDomain}. */
    public static @Nullable String domain(String email, boolean verified) {
        return verified ? email.substring(email.lastIndexOf('@') + 1) : null;
    }

    public UserStatus status() {
        if (erasing) {
            return UserStatus.ERASING;
        }
        return active ? UserStatus.ACTIVE : UserStatus.INACTIVE;
    }
}
