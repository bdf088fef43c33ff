package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import java.util.List;

/** A membership as the state topic carries it, with its version. */
public record MembershipSnapshot(
        String organizationId, String userId, MemberRole role, List<String> permissions, long version) {
    static MembershipSnapshot of(OrganizationMember member) {
        return new MembershipSnapshot(
                member.organizationId(), member.userId(), member.role(), member.permissions(), member.version());
    }
}
