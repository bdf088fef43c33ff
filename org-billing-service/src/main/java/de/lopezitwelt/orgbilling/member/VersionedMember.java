package de.lopezitwelt.orgbilling.member;

/** A member and the version its ETag shows. */
record VersionedMember(MemberView view, long version) {
    static VersionedMember of(OrganizationMember member) {
        return new VersionedMember(MemberView.of(member), member.version());
    }
}
