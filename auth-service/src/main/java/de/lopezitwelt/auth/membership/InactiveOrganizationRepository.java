package de.lopezitwelt.auth.membership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code inactive_organizations}. */
@ApplicationScoped
class InactiveOrganizationRepository {
    Uni<Void> put(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO inactive_organizations (organization_id) VALUES (?)")
                .execute(Tuple.of(organizationId))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("DELETE FROM inactive_organizations WHERE organization_id = ?")
                .execute(Tuple.of(organizationId))
                .replaceWithVoid();
    }
}
