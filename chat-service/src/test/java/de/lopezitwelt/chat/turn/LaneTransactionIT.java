package de.lopezitwelt.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lane whose statements are never answered goes on with another connection. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class LaneTransactionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LANE = 5;

    @Inject
    Pool pool;

    @Test
    void lostConnectionEndsTheTransactionThoughNoAnswerComes() {
        var transactions = new LaneTransactionRepository(pool, Duration.ofHours(1));

        assertThatThrownBy(() -> transactions
                        .inTransaction(
                                LANE,
                                connection -> id(connection)
                                        .invoke(LaneTransactionIT::kill)
                                        .chain(() -> Uni.createFrom().nothing()))
                        .await()
                        .atMost(PATIENCE))
                .satisfies(failure ->
                        assertThat(TransientFailure.is(cause(failure))).isTrue());

        assertThat(transactions
                        .inTransaction(LANE, LaneTransactionIT::autocommit)
                        .await()
                        .atMost(PATIENCE))
                .isZero();
    }

    @Test
    void serverThatDoesNotAnswerIsNotWaitedForEternally() {
        var transactions = new LaneTransactionRepository(pool, Duration.ofMillis(500));
        long silent =
                transactions.inTransaction(LANE, LaneTransactionIT::id).await().atMost(PATIENCE);

        assertThatThrownBy(() -> transactions
                        .inTransaction(
                                LANE,
                                connection ->
                                        connection.query("SELECT SLEEP(5)").execute())
                        .await()
                        .atMost(PATIENCE))
                .satisfies(failure ->
                        assertThat(TransientFailure.is(cause(failure))).isTrue());

        assertThat(transactions
                        .inTransaction(LANE, LaneTransactionIT::id)
                        .await()
                        .atMost(PATIENCE))
                .isNotEqualTo(silent);
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

    private static void kill(long connectionId) {
        try (Connection connection = ChatDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("KILL " + connectionId);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
