package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** A statement that a first text has broken is not there for the next one. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class BrokenStatementsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CANNOT_CONVERT = 3988;
    private static final int WRONG_ARGUMENTS = 1210;

    @Inject
    Pool writer;

    @Inject
    @ReactiveDataSource("reader")
    Pool reader;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    IdGenerator ids;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @ConfigProperty(name = "lopez.mysql.address")
    String address;

    @ConfigProperty(name = "lopez.mysql.schema")
    String schema;

    /** What the client does by itself, so that an upgrade that does otherwise is noticed. */
    @Test
    void withoutOurMendTheStatementOfThePlainClientStaysBroken() {
        String sql = "SELECT id FROM things WHERE id = ? /* plain */";
        Pool plain = plainPool(1);

        assertFails(plain, sql, "é", CANNOT_CONVERT);
        assertFails(plain, sql, "a", WRONG_ARGUMENTS);
        assertFails(plain, sql, "a", WRONG_ARGUMENTS);

        plain.closeAndForget();
    }

    @Test
    void statementThatWorkedOnceIsNotBrokenByTheClient() {
        String sql = "SELECT id FROM things WHERE id = ? /* worked */";
        Pool plain = plainPool(1);

        select(plain, sql, "a").await().atMost(PATIENCE);
        assertFails(plain, sql, "é", CANNOT_CONVERT);
        select(plain, sql, "a").await().atMost(PATIENCE);

        plain.closeAndForget();
    }

    @Test
    void nextOneFindsASoundStatementInEveryPool() {
        for (Pool pool : List.of(writer, reader, worker)) {
            String sql = "SELECT id FROM things WHERE id = ? /* next */";
            IntStream.range(0, 40).forEach(sent -> {
                assertFails(pool, sql, "é", CANNOT_CONVERT);
                select(pool, sql, "a").await().atMost(PATIENCE);
            });
        }
    }

    @Test
    void othersWhoUseThePoolMeanwhileNoticeNothing() {
        String sql = "SELECT id FROM things WHERE id = ? /* meanwhile */";
        List<CompletableFuture<?>> odd = IntStream.range(0, 200)
                .<CompletableFuture<?>>mapToObj(sent -> select(writer, sql, "é").subscribeAsCompletionStage())
                .toList();
        List<CompletableFuture<?>> sound = IntStream.range(0, 2_000)
                .<CompletableFuture<?>>mapToObj(sent -> select(writer, sql, "a").subscribeAsCompletionStage())
                .toList();

        Ends.assertAllFail(odd);
        Ends.assertAllEnd(sound);
        assertThat(sound).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void transactionFailsWithItsOwnReasonAndRollsBack() {
        String id = ids.next();

        assertThatThrownBy(() -> writer.withTransaction(transaction -> insert(transaction, id)
                                .chain(() -> select(transaction, "SELECT id FROM things WHERE id = ? /* tx */", "é")))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        MySQLException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(CANNOT_CONVERT));

        assertThat(select(writer, "SELECT id FROM things WHERE id = ?", id)
                        .await()
                        .atMost(PATIENCE))
                .isZero();
    }

    @Test
    void whatWasSentAheadOfTheAnswerIsToldToo() {
        SqlConnection connection = writer.getConnection().await().atMost(PATIENCE);
        String sql = "SELECT id FROM things WHERE id = ? /* ahead */";
        CompletableFuture<?> before =
                connection.query("SELECT SLEEP(0.2)").execute().subscribeAsCompletionStage();
        List<CompletableFuture<?>> statements = IntStream.range(0, 6)
                .<CompletableFuture<?>>mapToObj(
                        sent -> select(connection, sql, "é").subscribeAsCompletionStage())
                .toList();

        Ends.assertAllFail(statements);
        assertThat(before).isCompleted();
        assertThatThrownBy(statements.getFirst()::join).hasRootCauseInstanceOf(MySQLException.class);
        connection.closeAndForget();
    }

    @Test
    void sessionsOfHibernateFindASoundStatementToo() {
        for (int sent = 0; sent < 20; sent++) {
            assertThatThrownBy(() ->
                            onContext(() -> sessions.withTransaction(session -> session.find(Thing.class, "é"))))
                    .isNotNull();
            Thing none = onContext(() -> sessions.withTransaction(session -> session.find(Thing.class, "a")));
            assertThat(none).isNull();
        }
    }

    private static void assertFails(Pool pool, String sql, String id, int code) {
        assertThatThrownBy(() -> select(pool, sql, id).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        MySQLException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(code));
    }

    private static Uni<Integer> select(io.vertx.mutiny.sqlclient.SqlClient client, String sql, String id) {
        return client.preparedQuery(sql).execute(Tuple.of(id)).map(rows -> rows.size());
    }

    private static Uni<?> insert(SqlConnection transaction, String id) {
        return transaction
                .preparedQuery("INSERT INTO things (id, created_at) VALUES (?, ?)")
                .execute(Tuple.of(id, DateTimes.utc(IdGenerator.timeOf(id))));
    }

    private Pool plainPool(int size) {
        String[] server = address.split(":");
        return Pool.newInstance(MySQLBuilder.pool()
                .with(new PoolOptions().setMaxSize(size))
                .connectingTo(new MySQLConnectOptions()
                        .setHost(server[0])
                        .setPort(Integer.parseInt(server[1]))
                        .setUser(user)
                        .setPassword(password)
                        .setDatabase(schema)
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build());
    }

    private static <T> T onContext(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
