package de.lopezitwelt.analytics.operations;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.partition.YearlyPartitions;
import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the job on the table of logs itself, in years to come. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class LogPartitionsIT {
    private static final String PARTITIONS = "SELECT partition_name FROM information_schema.partitions"
            + " WHERE table_schema = DATABASE() AND table_name = 'system_logs' ORDER BY partition_ordinal_position";

    @Inject
    Flyway flyway;

    @Inject
    YearlyTable logs;

    @AfterEach
    void asItWasMade() throws SQLException {
        run("DELETE FROM system_logs WHERE category = 'partitions-it'");
        run("ALTER TABLE system_logs PARTITION BY RANGE (YEAR(created_at)) ("
                + "PARTITION p2024 VALUES LESS THAN (2025), PARTITION p2025 VALUES LESS THAN (2026),"
                + " PARTITION p2026 VALUES LESS THAN (2027), PARTITION p_future VALUES LESS THAN MAXVALUE)");
    }

    @Test
    void logsGoWithTheirYearWhileOthersAreMadeAheadByWhicheverInstance() throws Exception {
        assertThat(logs).isEqualTo(new YearlyTable("system_logs", 2, false));
        logged("2024-06-01T12:00:00Z");
        logged("2025-12-31T23:59:59.999999Z");
        logged("2029-01-01T00:00:00Z");

        try (var instances = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> work = IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(instance -> () -> {
                        in("2027-06-01T00:00:00Z").maintain(logs);
                        return true;
                    })
                    .toList();
            for (var done : instances.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(column(PARTITIONS)).containsExactly("p2025", "p2026", "p2027", "p2028", "p_future");
        assertThat(years()).containsExactly("2025", "2029");

        in("2028-01-01T00:00:00Z").maintain(logs);
        assertThat(column(PARTITIONS)).containsExactly("p2026", "p2027", "p2028", "p2029", "p_future");
        assertThat(years()).containsExactly("2029");
        assertThat(column("SELECT id FROM system_logs PARTITION (p2029) WHERE category = 'partitions-it'"))
                .hasSize(1);
    }

    private YearlyPartitions in(String time) {
        return new YearlyPartitions(flyway, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private void logged(String time) throws SQLException {
        String id = new IdGenerator(Clock.fixed(Instant.parse(time), ZoneOffset.UTC)).next();
        run("INSERT INTO system_logs (id, level, category, message, created_at) VALUES ('" + id
                + "', 'info', 'partitions-it', 'x', '" + time.replace("T", " ").replace("Z", "") + "')");
    }

    private List<String> years() throws SQLException {
        return column("SELECT YEAR(created_at) FROM system_logs WHERE category = 'partitions-it' ORDER BY created_at");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
