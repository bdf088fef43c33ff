package de.lopezitwelt.chat.turn;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One connection per lane, kept, so that its statements stay prepared. Autocommit is off: when the server rolls back in
 * the midst of statements that were sent ahead, the rest of them must not commit one by one. A transaction ends in any
 * case: a lane that waited for an answer that never comes would take all its users with it.
 */
@ApplicationScoped
class LaneTransactionRepository {
    private static final Logger LOG = Logger.getLogger(LaneTransactionRepository.class);

    private final Pool pool;
    private final Duration longest;
    private final ConcurrentHashMap<Integer, LaneConnection> connections = new ConcurrentHashMap<>();

    @Inject
    LaneTransactionRepository(Pool pool, TurnConfig config) {
        this(pool, config.transactionTimeout());
    }

    LaneTransactionRepository(Pool pool, Duration longest) {
        this.pool = pool;
        this.longest = longest;
    }

    /**
     * Commits what the work did, or rolls it back and passes on the failure. One at a time per lane. After the loss of the
     * connection, or when the server does not answer, the transaction may have committed.
     */
    <T> Uni<T> inTransaction(int lane, Function<SqlConnection, Uni<T>> work) {
        return connection(lane)
                .chain(kept -> kept.untilLost(transaction(lane, kept, work))
                        .ifNoItem()
                        .after(longest)
                        .recoverWithUni(() -> abandon(lane, kept)));
    }

    private <T> Uni<T> transaction(int lane, LaneConnection kept, Function<SqlConnection, Uni<T>> work) {
        SqlConnection connection = kept.connection();
        return Uni.createFrom()
                .deferred(() -> work.apply(connection))
                .call(() -> connection.query("COMMIT").execute())
                .onFailure()
                .call(() -> rollback(lane, kept));
    }

    private Uni<LaneConnection> connection(int lane) {
        LaneConnection kept = connections.get(lane);
        if (kept != null && !kept.isLost()) {
            return Uni.createFrom().item(kept);
        }
        return pool.getConnection()
                .map(connection -> new LaneConnection(connection, lost -> connections.remove(lane, lost)))
                .call(fresh -> fresh.untilLost(
                                fresh.connection().query("SET autocommit = 0").execute())
                        .ifNoItem()
                        .after(longest)
                        .fail()
                        .onFailure()
                        .invoke(() -> giveBack(lane, fresh.connection())))
                .invoke(fresh -> connections.put(lane, fresh));
    }

    /** A connection that cannot even roll back is broken; the pool finds that out and forgets it. */
    private Uni<Void> rollback(int lane, LaneConnection kept) {
        return kept.connection()
                .query("ROLLBACK")
                .execute()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(() -> {
                    connections.remove(lane, kept);
                    return kept.connection().close().onFailure().recoverWithNull();
                });
    }

    /** The lane takes another connection; this one goes back as it was lent, should it ever answer again. */
    private <T> Uni<T> abandon(int lane, LaneConnection kept) {
        LOG.warnf("lane %d: MySQL has not answered for %d s; it takes another connection", lane, longest.toSeconds());
        connections.remove(lane, kept);
        giveBack(lane, kept.connection());
        return Uni.createFrom().failure(new TimeoutException("MySQL does not answer"));
    }

    /** As it was lent: whoever gets a connection without autocommit from the pool would lose what he writes. */
    private static void giveBack(int lane, SqlConnection connection) {
        connection
                .query("ROLLBACK")
                .execute()
                .chain(() -> connection.query("SET autocommit = 1").execute())
                .chain(connection::close)
                .subscribe()
                .with(given -> {}, gone -> LOG.debugf("lane %d: %s", lane, gone));
    }
}
