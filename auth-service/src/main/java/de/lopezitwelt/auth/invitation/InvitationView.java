package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.contracts.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as administrators see it; its token stands in the mail alone.
 *
 * @param invitedBy null when that account is gone
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
