package de.lopezitwelt.auth.token.access;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of a user that their tokens need. */
public record Subject(
        String userId, UserRole role, @Nullable Instant notBefore) {}
