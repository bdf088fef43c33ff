package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A member with name and e-mail address, which auth keeps: they stand in no event and no audit record. */
@Schema(name = "NamedMember")
record NamedMember(
        String organizationId,
        String userId,

        @Schema(description = "null while the auth service does not answer", examples = "Ada") @Nullable
        String name,

        @Schema(description = "null while the auth service does not answer", examples = "ada@contoso.example") @Nullable
        String email,

        MemberRole role,

        @Schema(
                description = "Adds or, with !, removes a permission",
                examples = "[\"agents.manage\", \"!agents.use\"]")
        List<String> permissions,

        @Schema(description = "What the member may do in the end")
        Set<String> effectivePermissions,

        Instant joinedAt) {

    static NamedMember of(MemberView member, UserDirectory.@Nullable Profile profile) {
        return new NamedMember(
                member.organizationId(),
                member.userId(),
                profile == null ? null : profile.name(),
                profile == null ? null : profile.email(),
                member.role(),
                member.permissions(),
                member.effectivePermissions(),
                member.joinedAt());
    }

    @Override
    public String toString() {
        return "NamedMember " + userId;
    }
}
