package de.lopezitwelt.orgbilling.member.permission;

import de.lopezitwelt.contracts.organization.MemberRole;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller may do in an organization, and why. */
@Schema(name = "OrganizationAccess")
public record OwnAccess(
        String organizationId,
        String userId,

        @Schema(description = "null for an administrator of the platform who is no member", examples = "admin")
        @Nullable
        MemberRole role,

        @Schema(description = "Whether the organization is active")
        boolean organizationIsActive,

        List<PermissionExplanation> permissions) {

    public static OwnAccess ofMember(
            String organizationId, String userId, MemberRole role, PermissionAdjustments adjustments, boolean active) {
        return new OwnAccess(
                organizationId, userId, role, active, PermissionExplanation.ofMember(role, adjustments, active));
    }

    public static OwnAccess ofPlatformAdmin(String organizationId, String userId, boolean active) {
        return new OwnAccess(organizationId, userId, null, active, PermissionExplanation.ofPlatformAdmin(active));
    }
}
