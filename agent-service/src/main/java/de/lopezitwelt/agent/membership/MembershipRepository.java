package de.lopezitwelt.agent.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of {@code membership_replicas}. */
@ApplicationScoped
class MembershipRepository {
    private final Pool reader;
    private final ObjectMapper json;

    MembershipRepository(@ReactiveDataSource("reader") Pool reader, ObjectMapper json) {
        this.reader = reader;
        this.json = json;
    }

    Uni<@Nullable Membership> find(String organizationId, String userId) {
        return reader.preparedQuery("SELECT organization_id, role, CAST(permissions AS CHAR) AS permissions"
                        + " FROM membership_replicas WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(organizationId, userId))
                .map(rows ->
                        rows.size() == 0 ? null : membership(rows.iterator().next()));
    }

    Uni<List<Membership>> findByUser(String userId) {
        return reader.preparedQuery("SELECT organization_id, role, CAST(permissions AS CHAR) AS permissions"
                        + " FROM membership_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::membership)
                        .toList());
    }

    private Membership membership(Row row) {
        return new Membership(
                row.getString("organization_id"),
                WireEnum.parse(MemberRole.class, row.getString("role")),
                list(row.getString("permissions")));
    }

    private List<String> list(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return StreamSupport.stream(json.readTree(text).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a replica holds no JSON", broken);
        }
    }

    Uni<Void> put(SqlConnection transaction, MembershipState state) {
        String permissions = state.permissions() == null
                ? null
                : json.valueToTree(state.permissions()).toString();
        return transaction
                .preparedQuery("INSERT INTO membership_replicas (organization_id, user_id, role, permissions)"
                        + " VALUES (?, ?, ?, ?) AS fresh ON DUPLICATE KEY UPDATE role = fresh.role,"
                        + " permissions = fresh.permissions")
                .execute(Tuple.of(
                        state.organizationId(), state.userId(), state.role().wireName(), permissions))
                .replaceWithVoid();
    }

    /** @param key {@code <organization>:<user>} */
    Uni<Void> remove(SqlConnection transaction, String key) {
        int colon = key.indexOf(':');
        return transaction
                .preparedQuery("DELETE FROM membership_replicas WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(key.substring(0, Math.max(colon, 0)), key.substring(colon + 1)))
                .replaceWithVoid();
    }

    Uni<Void> removeUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM membership_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
