package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code memberships_replica}. */
@ApplicationScoped
class MembershipReplicaRepository {
    private static final TypeReference<List<String>> PERMISSIONS = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    MembershipReplicaRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Null when the user is no member, as far as is known here. */
    Uni<@Nullable MembershipState> find(String organizationId, String userId) {
        return pool.preparedQuery("SELECT organization_id, user_id, role, CAST(permissions AS CHAR) AS permissions"
                        + " FROM memberships_replica WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(organizationId, userId))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    Uni<Void> store(SqlClient client, MembershipState membership, long version) {
        return client.preparedQuery("INSERT INTO memberships_replica (organization_id, user_id, role, permissions,"
                        + " aggregate_version) VALUES (?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE"
                        + " role = new.role, permissions = new.permissions, aggregate_version = new.aggregate_version")
                .execute(Tuple.tuple()
                        .addValue(membership.organizationId())
                        .addValue(membership.userId())
                        .addValue(membership.role().wireName())
                        .addValue(write(membership.permissions()))
                        .addValue(version))
                .replaceWithVoid();
    }

    /**
     * Stores what its owner service answered. It only fills a gap, because an event that is stored already is newer.
     */
    Uni<Void> storeIfAbsent(MembershipState membership) {
        return pool.preparedQuery("INSERT IGNORE INTO memberships_replica (organization_id, user_id, role, permissions,"
                        + " aggregate_version) VALUES (?, ?, ?, ?, 0)")
                .execute(Tuple.of(
                        membership.organizationId(),
                        membership.userId(),
                        membership.role().wireName(),
                        write(membership.permissions())))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlClient client, String organizationId, String userId) {
        return client.preparedQuery("DELETE FROM memberships_replica WHERE organization_id = ? AND user_id = ?")
                .execute(Tuple.of(organizationId, userId))
                .replaceWithVoid();
    }

    private MembershipState read(Row row) {
        return new MembershipState(
                row.getString("organization_id"),
                row.getString("user_id"),
                WireEnum.parse(MemberRole.class, row.getString("role")),
                parse(row.getString("permissions")));
    }

    private @Nullable List<String> parse(@Nullable String permissions) {
        try {
            return permissions == null ? null : json.readValue(permissions, PERMISSIONS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the replica holds broken JSON", broken);
        }
    }

    private @Nullable String write(@Nullable List<String> permissions) {
        try {
            return permissions == null ? null : json.writeValueAsString(permissions);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    Uni<Void> deleteUser(SqlClient client, String userId) {
        return client.preparedQuery("DELETE FROM memberships_replica WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
