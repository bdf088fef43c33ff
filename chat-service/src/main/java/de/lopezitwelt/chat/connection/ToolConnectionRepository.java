package de.lopezitwelt.chat.connection;

import static de.lopezitwelt.chat.connection.ConnectionSeal.CONNECTIONS;

import de.lopezitwelt.chat.connection.ToolConnection.Secrets;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code tool_connections}. */
@ApplicationScoped
class ToolConnectionRepository {
    private static final String SELECT =
            "SELECT id, user_id, server, sealed, scopes, wanted_scopes, expires_at, ended_at,"
                    + " version, created_at FROM tool_connections WHERE ";

    private final Pool pool;
    private final ConnectionSeal seal;

    ToolConnectionRepository(Pool pool, ConnectionSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    Uni<List<ToolConnection>> findByUser(String userId) {
        return pool.preparedQuery(SELECT + "user_id = ? ORDER BY server")
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream().map(this::connection).toList());
    }

    Uni<@Nullable ToolConnection> find(String userId, String server) {
        return find(pool, SELECT + "user_id = ? AND server = ?", Tuple.of(userId, server));
    }

    Uni<@Nullable ToolConnection> lock(SqlConnection transaction, String userId, String server) {
        return find(transaction, SELECT + "user_id = ? AND server = ? FOR UPDATE", Tuple.of(userId, server));
    }

    Uni<@Nullable ToolConnection> findById(String id) {
        return find(pool, SELECT + "id = ?", Tuple.of(id));
    }

    private Uni<@Nullable ToolConnection> find(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement)
                .execute(parameters)
                .map(rows ->
                        rows.size() == 0 ? null : connection(rows.iterator().next()));
    }

    /** Whether the person has been erased. Waits for a running erasure. */
    Uni<Boolean> isErased(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT 1 FROM erased_ids WHERE subject_type = 'user' AND subject_id = ? FOR SHARE")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> insert(SqlConnection transaction, ToolConnection made, Secrets secrets) {
        return transaction
                .preparedQuery(
                        "INSERT INTO tool_connections (id, user_id, server, sealed, scopes, expires_at, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.tuple()
                        .addValue(made.id())
                        .addValue(made.userId())
                        .addValue(made.server())
                        .addValue(Buffer.buffer(seal.seal(secrets, CONNECTIONS, made.id())))
                        .addValue(made.scopes())
                        .addValue(utc(made.expiresAt()))
                        .addValue(DateTimes.utc(made.createdAt())))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("DELETE FROM tool_connections WHERE id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** Claims the renewal of these tokens until the given time. False when another instance is renewing them or has done so. */
    Uni<Boolean> claimRenewal(ToolConnection connection, Instant now, Instant until) {
        return pool.preparedQuery("UPDATE tool_connections SET renewing_until = ? WHERE id = ? AND version = ?"
                        + " AND ended_at IS NULL AND (renewing_until IS NULL OR renewing_until < ?)")
                .execute(Tuple.of(DateTimes.utc(until), connection.id(), connection.version(), DateTimes.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> giveUpRenewal(String id) {
        return pool.preparedQuery("UPDATE tool_connections SET renewing_until = NULL WHERE id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** Stores the new tokens of an instance that has claimed the renewal. */
    Uni<Void> markRenewed(String id, Secrets secrets, @Nullable String scopes, @Nullable Instant expiresAt) {
        return pool.preparedQuery("UPDATE tool_connections SET sealed = ?, scopes = ?, expires_at = ?,"
                        + " renewing_until = NULL, version = version + 1 WHERE id = ?")
                .execute(Tuple.of(Buffer.buffer(seal.seal(secrets, CONNECTIONS, id)), scopes, utc(expiresAt), id))
                .replaceWithVoid();
    }

    /** Returns whether this call ended it. */
    Uni<Boolean> markEnded(SqlConnection transaction, String id, long version, Instant now) {
        return transaction
                .preparedQuery("UPDATE tool_connections SET ended_at = ?, renewing_until = NULL"
                        + " WHERE id = ? AND version = ? AND ended_at IS NULL")
                .execute(Tuple.of(DateTimes.utc(now), id, version))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> want(String id, String scopes) {
        return pool.preparedQuery("UPDATE tool_connections SET wanted_scopes = ? WHERE id = ?")
                .execute(Tuple.of(scopes, id))
                .replaceWithVoid();
    }

    Uni<Void> deleteOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM tool_connections WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    private ToolConnection connection(Row row) {
        String id = row.getString("id");
        return new ToolConnection(
                id,
                row.getString("user_id"),
                row.getString("server"),
                seal.open(row.getBuffer("sealed").getBytes(), Secrets.class, CONNECTIONS, id)
                        .orElse(null),
                row.getString("scopes"),
                row.getString("wanted_scopes"),
                instant(row.getLocalDateTime("expires_at")),
                instant(row.getLocalDateTime("ended_at")),
                row.getLong("version"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant time) {
        return time == null ? null : DateTimes.utc(time);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : DateTimes.instant(time);
    }
}
