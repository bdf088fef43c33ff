package de.lopezitwelt.orgbilling.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;

/** Locks organizations for the features that change what belongs to them; implemented by the organization feature. */
public interface OrganizationRows {
    /** Fails with 404 when there is none. Must be the transaction's first read of the organization. */
    Uni<OrganizationRow> lock(String organizationId);

    Uni<Boolean> exists(String organizationId);

    /** Names by the organizations' ids. */
    Uni<Map<String, String>> names(Collection<String> organizationIds);

    /** The version of the event that is about to be written, on a connection that holds the organization's lock. */
    Uni<Long> raiseVersion(SqlConnection transaction, String organizationId);
}
