package de.lopezitwelt.orgbilling.tenant;

/** An organization's row, locked until the transaction ends. Its version counts every event of the organization. */
public interface OrganizationRow {
    String id();

    /** The version of the event that is about to be written. */
    long raiseVersion();
}
