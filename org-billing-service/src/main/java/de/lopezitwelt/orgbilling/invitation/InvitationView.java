package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.organization.MemberRole;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation as the API shows it, to those who invite. */
@Schema(name = "OrganizationInvitation")
record InvitationView(
        String id,
        String organizationId,
        @Nullable String email,
        @Nullable String userId,
        MemberRole role,
        List<String> permissions,
        String invitedBy,
        InvitationStatus status,
        Instant createdAt,
        Instant expiresAt,

        @Schema(description = "When its mail was handed over for sending; null until then") @Nullable
        Instant mailedAt) {

    static InvitationView of(Invitation row, Instant now) {
        return new InvitationView(
                row.id(),
                row.organizationId(),
                row.email(),
                row.userId(),
                row.role(),
                row.permissions(),
                row.invitedBy(),
                row.status(now),
                row.createdAt(),
                row.expiresAt(),
                row.mailedAt());
    }

    @Override
    public String toString() {
        return "InvitationView " + id;
    }
}
