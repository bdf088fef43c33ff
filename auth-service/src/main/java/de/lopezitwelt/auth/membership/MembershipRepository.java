package de.lopezitwelt.auth.membership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code membership_replicas}; they go with their user. */
@ApplicationScoped
class MembershipRepository {
    Uni<Boolean> exists(SqlClient client, String organizationId, String userId) {
        return client.preparedQuery("SELECT 1 FROM membership_replicas WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(organizationId, userId))
                .map(rows -> rows.size() > 0);
    }

    /** Keeps nothing about a user who was erased meanwhile. */
    Uni<Void> put(SqlConnection transaction, String organizationId, String userId) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO membership_replicas (organization_id, user_id)"
                        + " SELECT ?, id FROM users WHERE id = ?")
                .execute(Tuple.of(organizationId, userId))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String organizationId, String userId) {
        return transaction
                .preparedQuery("DELETE FROM membership_replicas WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(organizationId, userId))
                .replaceWithVoid();
    }
}
