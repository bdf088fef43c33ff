package de.lopezitwelt.orgbilling.organization;

/** An organization and the version its ETag shows. */
record VersionedOrganization(OrganizationView view, long version) {
    static VersionedOrganization of(Organization row) {
        return new VersionedOrganization(OrganizationView.of(row), row.version());
    }
}
