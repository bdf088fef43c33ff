package de.lopezitwelt.kernel.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What a feature does when an organization has been deleted, in the transaction of that event. */
public interface OrganizationErasure {
    Uni<Void> eraseOrganization(SqlConnection transaction, String organizationId);
}
