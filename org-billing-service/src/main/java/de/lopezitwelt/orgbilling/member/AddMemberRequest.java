package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Makes a user a member. */
public record AddMemberRequest(
        @NotNull @Schema(examples = "0198c5a1-1c2d-7e8f-8a90-4b5c6d7e8f90")
        Id userId,

        @Schema(
                description =
                        "The organization's default_member_role when left out, which is member unless set otherwise")
        @Nullable
        MemberRole role,

        @Size(max = 32) @Schema(examples = "[\"agents.manage\"]") @Nullable
        List<String> permissions) {

    MemberRole roleOr(MemberRole usual) {
        return role == null ? usual : role;
    }
}
