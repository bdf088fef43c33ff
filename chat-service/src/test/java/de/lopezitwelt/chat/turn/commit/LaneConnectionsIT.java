package de.lopezitwelt.chat.turn.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.persistence.groupcommit.LaneConnections;
import de.lopezitwelt.platform.persistence.groupcommit.TransientFailure;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ServiceConnections;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lane whose connection is cut within a transaction continues with another connection. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class LaneConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LANE = 5;
    private static final int SENT_AHEAD = 12;

    @Inject
    Pool pool;

    @Test
    void lostConnectionFailsAllThatWasSentAheadAndTheLaneTakesAnother() {
        var transactions = new LaneConnections(pool);
        long lost =
                transactions.inTransaction(LANE, LaneConnectionsIT::id).await().atMost(PATIENCE);

        assertThatThrownBy(() -> transactions
                        .inTransaction(
                                LANE,
                                connection -> sentAhead(connection)
                                        .onSubscription()
                                        .invoke(() -> Thread.ofVirtual().start(() -> ServiceConnections.cut(lost))))
                        .await()
                        .atMost(PATIENCE))
                .satisfies(failure ->
                        assertThat(TransientFailure.is(cause(failure))).isTrue());

        assertThat(transactions
                        .inTransaction(LANE, LaneConnectionsIT::id)
                        .await()
                        .atMost(PATIENCE))
                .isNotEqualTo(lost);
        assertThat(transactions
                        .inTransaction(LANE, LaneConnectionsIT::autocommit)
                        .await()
                        .atMost(PATIENCE))
                .isZero();
    }

    /** Else the whole batch would be tried again and again, instead of one command after the other. */
    @Test
    void textThatNoColumnTakesIsTheFaultOfItsCommandAndTheLaneTakesAnotherConnection() {
        var transactions = new LaneConnections(pool);
        long first =
                transactions.inTransaction(LANE, LaneConnectionsIT::id).await().atMost(PATIENCE);

        assertThatThrownBy(() -> transactions
                        .inTransaction(LANE, LaneConnectionsIT::askedForTexts)
                        .await()
                        .atMost(PATIENCE))
                .satisfies(failure ->
                        assertThat(TransientFailure.is(cause(failure))).isFalse());

        assertThat(transactions
                        .inTransaction(LANE, LaneConnectionsIT::id)
                        .await()
                        .atMost(PATIENCE))
                .isNotEqualTo(first);
    }

    private static Uni<Void> askedForTexts(SqlConnection connection) {
        return Uni.join()
                .all(Stream.of("é", "a", "b")
                        .map(text -> connection
                                .preparedQuery("SELECT id FROM chat_sessions WHERE id = ? /* lanes */")
                                .execute(Tuple.of(text)))
                        .toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    /** Waits for all of them, as a turn waits for its statements. */
    private static Uni<Void> sentAhead(SqlConnection connection) {
        return Uni.join()
                .all(IntStream.range(0, SENT_AHEAD)
                        .mapToObj(sent -> connection.query("SELECT SLEEP(30)").execute())
                        .toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    private static Uni<Long> id(SqlConnection connection) {
        return connection
                .query("SELECT CONNECTION_ID()")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Integer> autocommit(SqlConnection connection) {
        return connection
                .query("SELECT @@session.autocommit")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
