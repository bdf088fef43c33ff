package de.lopezitwelt.agent.licence;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of {@code licence_replicas}; lists of agents read them too. */
@ApplicationScoped
class LicenceRepository {
    private final Pool reader;

    LicenceRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    Uni<Set<String>> findHolders(String agentId) {
        return reader.preparedQuery("SELECT organization_id FROM licence_replicas WHERE agent_id = ? AND is_active")
                .execute(Tuple.of(agentId))
                .map(rows -> rows.stream()
                        .map(row -> row.getString("organization_id"))
                        .collect(Collectors.toSet()));
    }

    Uni<Boolean> exists(String agentId) {
        return reader.preparedQuery("SELECT 1 FROM licence_replicas WHERE agent_id = ? LIMIT 1")
                .execute(Tuple.of(agentId))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> put(SqlConnection transaction, EntitlementState licence) {
        return transaction
                .preparedQuery("INSERT INTO licence_replicas (licence_id, organization_id, agent_id, is_active)"
                        + " VALUES (?, ?, ?, ?) AS fresh ON DUPLICATE KEY UPDATE is_active = fresh.is_active")
                .execute(Tuple.of(licence.subjectId(), licence.organizationId(), licence.agentId(), licence.isActive()))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String licenceId) {
        return transaction
                .preparedQuery("DELETE FROM licence_replicas WHERE licence_id = ?")
                .execute(Tuple.of(licenceId))
                .replaceWithVoid();
    }
}
