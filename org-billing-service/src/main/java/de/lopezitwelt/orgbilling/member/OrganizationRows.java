package de.lopezitwelt.orgbilling.member;

import io.smallrye.mutiny.Uni;

/** Locks organizations for the features that change what belongs to them; implemented by the organization feature. */
public interface OrganizationRows {
    /** Fails with 404 when there is none. Must be the transaction's first read of the organization. */
    Uni<OrganizationRow> lock(String organizationId);
}
