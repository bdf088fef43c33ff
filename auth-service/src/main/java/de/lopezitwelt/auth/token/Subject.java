package de.lopezitwelt.auth.token;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The user as far as his tokens go. */
public record Subject(
        String userId, UserRole role, @Nullable Instant notBefore) {}
