package de.lopezitwelt.orgbilling.tenant;

import de.lopezitwelt.contracts.organization.MemberRole;

/** An organization's row, locked until the transaction ends. Its version counts every event of the organization. */
public interface OrganizationRow {
    String id();

    /** The role of members who are added without one. */
    MemberRole defaultMemberRole();

    /** The version of the event that is about to be written. */
    long raiseVersion();
}
