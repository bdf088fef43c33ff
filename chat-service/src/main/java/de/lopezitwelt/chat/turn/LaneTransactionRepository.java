package de.lopezitwelt.chat.turn;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One connection per lane, kept, so that its statements stay prepared. Autocommit is off: when the server rolls back in
 * the midst of statements that were sent ahead, the rest of them must not commit one by one.
 */
@ApplicationScoped
class LaneTransactionRepository {
    private final Pool pool;
    private final ConcurrentHashMap<Integer, SqlConnection> connections = new ConcurrentHashMap<>();

    LaneTransactionRepository(Pool pool) {
        this.pool = pool;
    }

    /** Commits what the work did, or rolls it back and passes on the failure. One at a time per lane. */
    <T> Uni<T> inTransaction(int lane, Function<SqlConnection, Uni<T>> work) {
        return connection(lane)
                .chain(connection -> work.apply(connection)
                        .call(() -> connection.query("COMMIT").execute())
                        .onFailure()
                        .call(() -> rollback(lane, connection)));
    }

    private Uni<SqlConnection> connection(int lane) {
        SqlConnection kept = connections.get(lane);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        return pool.getConnection()
                .call(connection -> connection
                        .query("SET autocommit = 0")
                        .execute()
                        .invoke(() -> connections.put(lane, connection))
                        .onFailure()
                        .call(connection::close));
    }

    /** A connection that cannot even roll back is broken; the pool finds that out and forgets it. */
    private Uni<Void> rollback(int lane, SqlConnection connection) {
        return connection
                .query("ROLLBACK")
                .execute()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(() -> {
                    connections.remove(lane, connection);
                    return connection.close().onFailure().recoverWithNull();
                });
    }
}
