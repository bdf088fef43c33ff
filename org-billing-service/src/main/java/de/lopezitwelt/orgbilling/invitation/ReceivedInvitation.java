package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.organization.MemberRole;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation as the API shows it to the person it is for. */
@Schema(name = "ReceivedInvitation")
record ReceivedInvitation(
        String id,
        String organizationId,
        @Schema(examples = "Contoso GmbH") String organizationName,
        MemberRole role,
        List<String> permissions,
        Instant createdAt,
        Instant expiresAt) {

    static ReceivedInvitation of(Invitation row, String organizationName) {
        return new ReceivedInvitation(
                row.id(),
                row.organizationId(),
                organizationName,
                row.role(),
                row.permissions(),
                row.createdAt(),
                row.expiresAt());
    }
}
