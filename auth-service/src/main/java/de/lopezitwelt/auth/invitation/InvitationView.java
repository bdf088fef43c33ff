package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as administrators see it; only the mail holds its token.
 *
 * @param invitedBy null when that user no longer exists
 */
record InvitationView(
        String id,
        String email,
        UserRole role,
        InvitationStatus status,
        @Nullable String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String acceptedBy) {}
