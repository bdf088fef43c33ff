package de.lopezitwelt.analytics.subject;

import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Which user created which agent. */
@ApplicationScoped
class AgentOwnerRepository {
    private static final MultiRowInsert SAVE = new MultiRowInsert(
            "INSERT INTO agent_owners (agent_id, created_by)",
            2,
            "ON DUPLICATE KEY UPDATE created_by = fresh.created_by");

    Uni<Void> save(SqlConnection transaction, Map<String, String> creators) {
        return SAVE.execute(
                transaction,
                creators.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    Uni<Void> delete(SqlConnection transaction, String agentId) {
        return transaction
                .preparedQuery("DELETE FROM agent_owners WHERE agent_id = ?")
                .execute(Tuple.of(agentId))
                .replaceWithVoid();
    }
}
