package de.lopezitwelt.auth.user.record;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it to its user and to administrators. */
public record UserView(
        String id,
        String email,
        String name,
        UserRole role,
        UserStatus status,
        boolean emailVerified,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt) {
    public static UserView of(UserRecord user) {
        return new UserView(
                user.id(),
                user.email(),
                user.name(),
                user.role(),
                user.status(),
                user.emailVerified(),
                user.createdAt(),
                user.updatedAt(),
                user.lastLoginAt());
    }
}
