package de.lopezitwelt.platform.persistence;

import static de.lopezitwelt.platform.persistence.Ends.assertAllEnd;
import static de.lopezitwelt.platform.persistence.Ends.assertAllFail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ServiceConnections;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Callers that wait for MySQL get a failure when connections are cut; later callers get new connections. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class LostConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SLEEP = "SELECT SLEEP(30)";
    private static final int POOL = 16;

    @Inject
    Pool pool;

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void everyStatementThatWasSentAheadFails() {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        List<CompletableFuture<?>> statements = IntStream.range(0, 20)
                .<CompletableFuture<?>>mapToObj(sent -> sleep(sent % 2 == 0, connection))
                .toList();

        cutWhenAsleep(1);

        assertAllFail(statements);
        connection.closeAndForget();
        assertWhole();
    }

    @Test
    void transactionsEndThoughTheirRollBackIsAskedForOnADeadConnection() {
        List<CompletableFuture<?>> transactions = IntStream.range(0, 4)
                .<CompletableFuture<?>>mapToObj(asked -> pool.withTransaction(
                                transaction -> transaction.query(SLEEP).execute())
                        .subscribeAsCompletionStage())
                .toList();

        cutWhenAsleep(4);

        assertAllFail(transactions);
        assertWhole();
    }

    @Test
    void sessionsOfHibernateEnd() {
        List<CompletableFuture<?>> transactions = IntStream.range(0, 4)
                .<CompletableFuture<?>>mapToObj(asked -> CompletableFuture.supplyAsync(
                        () -> onContext(() -> sessions.withTransaction(session ->
                                session.createNativeQuery(SLEEP, Integer.class).getSingleResult())),
                        work -> Thread.ofVirtual().start(work)))
                .toList();

        cutWhenAsleep(4);

        assertAllFail(transactions);
        assertWhole();
    }

    @Test
    void requestsThatWaitForAConnectionAreServedToo() {
        List<CompletableFuture<?>> holding = IntStream.range(0, POOL)
                .<CompletableFuture<?>>mapToObj(asked -> sleep(false, pool))
                .toList();
        cutWhenAsleep(POOL, () -> {
            List<CompletableFuture<Integer>> waiting =
                    IntStream.range(0, 3 * POOL).mapToObj(asked -> one()).toList();
            ServiceConnections.cut();
            assertAllEnd(waiting);
        });

        assertAllFail(holding);
        assertWhole();
    }

    private void cutWhenAsleep(int statements) {
        cutWhenAsleep(statements, ServiceConnections::cut);
    }

    private static void cutWhenAsleep(int statements, Runnable cut) {
        await().atMost(PATIENCE).until(() -> ServiceConnections.asleep() >= statements);
        cut.run();
    }

    /** All connections of the pool can be lent at once, and no more than these are open. */
    private void assertWhole() {
        List<SqlConnection> lent = Stream.generate(() -> pool.getConnection())
                .limit(POOL)
                .map(connection -> connection.await().atMost(PATIENCE))
                .toList();
        assertThat(lent)
                .allSatisfy(connection -> assertThat(connection
                                .query("SELECT 1")
                                .execute()
                                .await()
                                .atMost(PATIENCE)
                                .size())
                        .isOne());
        lent.forEach(connection -> connection.close().await().atMost(PATIENCE));
        assertThat(ServiceConnections.count()).as("three pools").isLessThanOrEqualTo(POOL + POOL + POOL / 2);
    }

    private CompletableFuture<Integer> one() {
        return pool.query("SELECT 1")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .subscribeAsCompletionStage();
    }

    private static CompletableFuture<?> sleep(boolean prepared, SqlClient client) {
        return (prepared
                        ? client.preparedQuery(SLEEP).execute()
                        : client.query(SLEEP).execute())
                .subscribeAsCompletionStage();
    }

    private static <T> T onContext(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
