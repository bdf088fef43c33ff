package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps one connection for each lane, so that its statements stay prepared. Autocommit is off: when the server rolls
 * back while further statements are already sent, these must not commit one by one.
 */
public final class LaneConnections {
    private final Pool pool;
    private final ConcurrentHashMap<Integer, SqlConnection> connections = new ConcurrentHashMap<>();

    public LaneConnections(Pool pool) {
        this.pool = pool;
    }

    /**
     * Commits the work, or rolls it back and passes on the failure. One transaction at a time for each lane. When the
     * connection was lost, the transaction may have committed.
     */
    public <T> Uni<T> inTransaction(int lane, Function<SqlConnection, Uni<T>> work) {
        return connection(lane)
                .chain(connection -> Uni.createFrom()
                        .deferred(() -> work.apply(connection))
                        .call(() -> connection.query("COMMIT").execute())
                        .onFailure()
                        .call(() -> rollback(lane, connection)));
    }

    private Uni<SqlConnection> connection(int lane) {
        SqlConnection kept = connections.get(lane);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        return pool.getConnection().call(fresh -> {
            connections.put(lane, fresh);
            fresh.closeHandler(() -> connections.remove(lane, fresh));
            return fresh.query("SET autocommit = 0").execute().onFailure().call(() -> giveUp(lane, fresh));
        });
    }

    private Uni<Void> rollback(int lane, SqlConnection connection) {
        return connection
                .query("ROLLBACK")
                .execute()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(() -> giveUp(lane, connection));
    }

    /**
     * A connection without autocommit would lose the writes of its next user. It goes back to the pool with autocommit
     * on; if it is broken, the pool notices that itself.
     */
    private Uni<Void> giveUp(int lane, SqlConnection connection) {
        connections.remove(lane, connection);
        return connection
                .query("SET autocommit = 1")
                .execute()
                .chain(connection::close)
                .onFailure()
                .recoverWithNull();
    }
}
