package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.apikey.grant.Grant;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks keys up by their hash, through the reactive client, because every request with a key may need it. Also ends
 * keys in bulk.
 */
@ApplicationScoped
class IntrospectionRepository {
    private static final String FIND = """
            SELECT k.id, k.user_id, k.organization_id, k.permissions, k.encrypted_permissions, k.is_active,
                   k.expires_at, k.created_at, u.is_active AS owner_active,
                   EXISTS (SELECT 1 FROM membership_replicas m
                           WHERE m.organization_id = k.organization_id AND m.user_id = k.user_id) AS is_member,
                   NOT EXISTS (SELECT 1 FROM inactive_organizations o
                               WHERE o.organization_id = k.organization_id) AS organization_active
            FROM api_keys k JOIN users u ON u.id = k.user_id
            WHERE k.id = API_KEY_ID(?)""";

    private static final String BOUND = " WHERE user_id = ? AND organization_id = ? AND is_active AND id < ?";

    private static final String MARK_USED = """
            UPDATE api_keys SET last_used_at = GREATEST(COALESCE(last_used_at, ?), ?), updated_at = updated_at
            WHERE id = ?""";

    /** Null when there is no such key. */
    Uni<@Nullable PresentedKey> findByHash(SqlClient client, String keyHash) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(keyHash))
                .map(rows -> rows.size() == 0 ? null : presented(rows.iterator().next()));
    }

    Uni<Void> markUsed(SqlClient client, Map<String, Instant> lastUsed) {
        List<Tuple> rows = lastUsed.entrySet().stream()
                .map(use -> Tuple.of(DateTimes.utc(use.getValue()), DateTimes.utc(use.getValue()), use.getKey()))
                .toList();
        return client.preparedQuery(MARK_USED).executeBatch(rows).replaceWithVoid();
    }

    /** Ids of the keys that a user had for an organization and that were made before an event; they are revoked. */
    Uni<List<String>> revokeBound(SqlConnection transaction, String organizationId, String userId, String eventId) {
        Tuple those = Tuple.of(userId, organizationId, eventId);
        return transaction
                .preparedQuery("SELECT id FROM api_keys" + BOUND + " ORDER BY id FOR UPDATE")
                .execute(those)
                .map(rows -> rows.stream().map(row -> row.getString("id")).toList())
                .call(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery("UPDATE api_keys SET is_active = FALSE, version = version + 1,"
                                        + " updated_at = UTC_TIMESTAMP(6)" + BOUND)
                                .execute(those));
    }

    private static PresentedKey presented(Row row) {
        JsonArray permissions = row.getJsonArray("permissions");
        var sealed = row.getBuffer("encrypted_permissions");
        var grant = new Grant(
                row.getString("user_id"),
                row.getString("organization_id"),
                permissions == null
                        ? List.of()
                        : permissions.stream().map(String::valueOf).toList(),
                DateTimes.instantOrNull(row.getLocalDateTime("expires_at")));
        return new PresentedKey(
                row.getString("id"),
                grant,
                sealed == null ? null : sealed.getBytes(),
                row.getBoolean("is_active"),
                row.getBoolean("owner_active"),
                row.getBoolean("is_member"),
                row.getBoolean("organization_active"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }
}
