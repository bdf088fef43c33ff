package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member as the API shows it. */
@Schema(name = "Member")
public record MemberView(
        @Schema(examples = "0198c5a2-6f3e-7c41-9a57-2b8d3f6e1a90")
        String organizationId,

        @Schema(examples = "0198c5a1-1c2d-7e8f-8a90-4b5c6d7e8f90")
        String userId,

        MemberRole role,

        @Schema(
                description = "Adds or, with !, removes a permission",
                examples = "[\"agents.manage\", \"!agents.use\"]")
        List<String> permissions,

        @Schema(description = "What the member may do in the end")
        Set<String> effectivePermissions,

        Instant joinedAt) {

    static MemberView of(OrganizationMember member) {
        var effective = new TreeSet<String>();
        member.access().permissions().forEach(permission -> effective.add(permission.wireName()));
        return new MemberView(
                member.organizationId(),
                member.userId(),
                member.role(),
                member.permissions(),
                effective,
                member.joinedAt());
    }

    static Versioned<MemberView> versioned(OrganizationMember member) {
        return new Versioned<>(of(member), member.version());
    }
}
