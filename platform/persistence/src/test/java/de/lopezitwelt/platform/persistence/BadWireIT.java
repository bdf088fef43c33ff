package de.lopezitwelt.platform.persistence;

import static de.lopezitwelt.platform.persistence.Ends.assertAllFail;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits for ever for a server that is silent or gone; afterwards the pool is as it was. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class BadWireIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final int POOL = 3;
    private static final String LONG_RESULT = "SELECT REPEAT('x', 200000)";

    @Inject
    Vertx vertx;

    @Inject
    ConnectionTls tls;

    @ConfigProperty(name = "lopez.mysql.address")
    String address;

    @ConfigProperty(name = "lopez.mysql.schema")
    String schema;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private BadWire wire;
    private Pool pool;

    @BeforeEach
    void connect() throws IOException {
        wire = new BadWire(address);
        pool = pool(ANSWER);
    }

    private Pool pool(Duration answerTimeout) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost("localhost")
                .setPort(wire.port())
                .setDatabase(schema)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .setPipeliningLimit(8);
        tls.applyTo(options);
        PoolOptions size = new PoolOptions().setMaxSize(POOL).setConnectionTimeout((int) PATIENCE.toSeconds());
        var input = new Input(vertx, size, List.of(options));
        return Pool.newInstance(SessionSettings.poolWith(input, new Timeouts(PATIENCE, answerTimeout)));
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        pool.closeAndAwait();
    }

    @Test
    void silenceEndsTheStatementsOnTheWayAndTheNextGoOn() {
        assertWhole();
        SqlConnection lent = pool.getConnection().await().atMost(PATIENCE);
        wire.freeze();
        List<CompletableFuture<?>> statements = sent(12, lent, "SELECT 1");

        assertAllFail(statements);

        wire.thaw();
        lent.closeAndForget();
        assertWhole();
    }

    @Test
    void silenceEndsTransactionsAndAttemptsToConnect() {
        wire.freeze();
        List<CompletableFuture<?>> transactions = IntStream.range(0, 2 * POOL)
                .<CompletableFuture<?>>mapToObj(asked -> pool.withTransaction(
                                transaction -> transaction.query("SELECT 1").execute())
                        .subscribeAsCompletionStage())
                .toList();

        assertAllFail(transactions);

        wire.thaw();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void breakAmidAResultFailsAllThatWereSentAhead(boolean reset) {
        SqlConnection lent = pool.getConnection().await().atMost(PATIENCE);
        wire.breakAfter(100_000, reset);

        List<CompletableFuture<?>> statements = sent(12, lent, LONG_RESULT);

        assertAllFail(statements);
        wire.mend();
        lent.closeAndForget();
        assertWhole();
    }

    @Test
    void connectionThatTheServerClosedForIdlenessFailsItsNextUser() {
        pool.closeAndAwait();
        pool = pool(PATIENCE);
        SqlConnection lent = pool.getConnection().await().atMost(PATIENCE);
        var closed = new CompletableFuture<Void>();
        lent.closeHandler(() -> closed.complete(null));
        lent.query("SET SESSION wait_timeout = 1").execute().await().atMost(PATIENCE);
        assertThat(closed).succeedsWithin(PATIENCE);

        assertAllFail(sent(12, lent, "SELECT 1"));

        lent.closeAndForget();
        assertWhole();
    }

    private static List<CompletableFuture<?>> sent(int statements, SqlClient client, String sql) {
        return IntStream.range(0, statements)
                .<CompletableFuture<?>>mapToObj(number -> (number % 2 == 0
                                ? client.query(sql).execute()
                                : client.preparedQuery(sql).execute())
                        .subscribeAsCompletionStage())
                .toList();
    }

    private void assertWhole() {
        List<CompletableFuture<SqlConnection>> asked = IntStream.range(0, POOL)
                .mapToObj(number -> pool.getConnection().subscribeAsCompletionStage())
                .toList();
        List<SqlConnection> lent = asked.stream().map(CompletableFuture::join).toList();
        assertThat(lent)
                .allSatisfy(connection -> assertThat(
                                connection.query("SELECT 1").execute().await().atMost(PATIENCE))
                        .hasSize(1));
        lent.forEach(connection -> connection.close().await().atMost(PATIENCE));
    }

    /** What Quarkus hands to a pool's creator. */
    private record Input(Vertx vertx, PoolOptions poolOptions, List<MySQLConnectOptions> mySQLConnectOptionsList)
            implements MySQLPoolCreator.Input {}

    /** As given. */
    private record Timeouts(Duration connectTimeout, Duration answerTimeout) implements ConnectionConfig {}
}
