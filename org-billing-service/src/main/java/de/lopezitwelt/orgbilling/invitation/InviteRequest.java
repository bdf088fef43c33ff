package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Invites a user, or somebody by e-mail who need not be registered yet. */
record InviteRequest(
        @Size(max = 1000) @Schema(description = "This or user_id", examples = "ada@contoso.example") @Nullable
        String email,

        @Schema(description = "This or email", examples = "0198c5a1-1c2d-7e8f-8a90-4b5c6d7e8f90") @Nullable
        Id userId,

        @Schema(description = "The organization's default_member_role when left out") @Nullable
        MemberRole role,

        @Size(max = 32) @Schema(examples = "[\"agents.manage\"]") @Nullable
        List<String> permissions,

        @Size(max = 35)
        @Schema(description = "The language of the mail, as in Accept-Language", examples = "de-DE")
        @Nullable
        String language) {
    @Override
    public String toString() {
        return "InviteRequest";
    }
}
