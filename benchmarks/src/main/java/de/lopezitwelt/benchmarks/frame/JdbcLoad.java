package de.lopezitwelt.benchmarks.frame;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Closed-loop JDBC load on copies of a service's tables, in a schema of its own on the same server; the base of every
 * JDBC baseline.
 */
public final class JdbcLoad implements AutoCloseable {
    /** The work that one thread repeats; each call is one transaction. */
    public interface Work {
        void once() throws SQLException;
    }

    /** Prepares a thread's statements on its connection. */
    public interface Preparation {
        Work on(Connection connection, int thread) throws SQLException;
    }

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final String serverUrl;
    private final String schema;

    private JdbcLoad(String serverUrl, String schema) {
        this.serverUrl = serverUrl;
        this.schema = schema;
    }

    /** @param serverUrl JDBC URL of the server, with an account that may create schemas */
    public static JdbcLoad onCopies(String serverUrl, String schema, String original, List<String> tables)
            throws SQLException {
        var load = new JdbcLoad(serverUrl, schema);
        try (Connection admin = load.connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + schema);
            statement.execute("CREATE DATABASE " + schema);
            for (String table : tables) {
                statement.execute("CREATE TABLE " + schema + "." + table + " LIKE " + original + "." + table);
            }
        }
        return load;
    }

    public Connection connect() throws SQLException {
        return connect(schema);
    }

    /** @throws IllegalStateException if a statement failed: a baseline with errors is worthless */
    public Figures run(String name, int threads, Bench.Scale scale, Meter meter, Preparation preparation)
            throws InterruptedException {
        var recordFrom = new AtomicLong(Long.MAX_VALUE);
        var stopAt = new AtomicLong(Long.MAX_VALUE);
        var failed = new AtomicInteger();
        List<Histogram> histograms = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            var histogram = new Histogram(HIGHEST_MICROS, 3);
            histograms.add(histogram);
            running.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((dead, failure) -> {
                        failed.incrementAndGet();
                        failure.printStackTrace();
                    })
                    .start(() -> loop(preparation, thread, histogram, recordFrom, stopAt)));
        }
        Thread.sleep(scale.settle().plus(scale.warmUp()));
        var cpu = meter.start();
        long start = System.nanoTime();
        recordFrom.set(start);
        stopAt.set(start + scale.measure().toNanos());
        Thread.sleep(scale.measure());
        Spent spent = cpu.stop();
        for (Thread thread : running) {
            thread.join(Duration.ofSeconds(30));
        }
        if (failed.get() > 0) {
            throw new IllegalStateException("The statements of '" + name + "' failed in " + failed + " threads");
        }
        Histogram all = new Histogram(HIGHEST_MICROS, 3);
        histograms.forEach(all::add);
        return Figures.of(name, all, 0, spent);
    }

    private void loop(Preparation preparation, int thread, Histogram micros, AtomicLong recordFrom, AtomicLong stopAt) {
        try (Connection connection = connect()) {
            Work work = preparation.on(connection, thread);
            while (System.nanoTime() < stopAt.get()) {
                long start = System.nanoTime();
                work.once();
                connection.commit();
                long end = System.nanoTime();
                if (start >= recordFrom.get() && end <= stopAt.get()) {
                    micros.recordValue((end - start) / 1000);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        int query = serverUrl.indexOf('?');
        Connection connection = DriverManager.getConnection(serverUrl.substring(0, query) + database
                + "?useServerPrepStmts=true&cachePrepStmts=true&" + serverUrl.substring(query + 1));
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (Connection admin = connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + schema);
        }
    }
}
