package de.lopezitwelt.platform.persistence.partition;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class YearlyPartitionsIT {
    @Inject
    Flyway flyway;

    @Test
    void partitionsGoWithTheYearsAndNoRowIsLost() throws SQLException {
        run("CREATE TABLE parted (id INT NOT NULL, at DATETIME(6) NOT NULL, PRIMARY KEY (id, at))"
                + " PARTITION BY RANGE (YEAR(at)) (PARTITION p2024 VALUES LESS THAN (2025),"
                + " PARTITION p2025 VALUES LESS THAN (2026), PARTITION p_future VALUES LESS THAN MAXVALUE)");
        run("INSERT INTO parted VALUES (1, '2024-05-01'), (2, '2026-05-01'), (3, '2027-12-31 23:59:59.999999')");

        maintain(new YearlyTable("parted", 1, true), "2026-12-31T23:59:59Z");
        maintain(new YearlyTable("parted", 1, true), "2026-12-31T23:59:59Z");
        assertThat(column("SELECT partition_name FROM information_schema.partitions WHERE table_schema = DATABASE()"
                        + " AND table_name = 'parted' ORDER BY partition_ordinal_position"))
                .as("2024 is not empty")
                .containsExactly("p2024", "p2025", "p2026", "p2027", "p_future");
        assertThat(column("SELECT id FROM parted PARTITION (p2027)")).containsExactly("3");

        run("DELETE FROM parted WHERE id = 1");
        maintain(new YearlyTable("parted", 1, true), "2026-12-31T23:59:59Z");
        maintain(new YearlyTable("parted", 1, false), "2028-01-01T00:00:00Z");
        assertThat(column("SELECT partition_name FROM information_schema.partitions WHERE table_schema = DATABASE()"
                        + " AND table_name = 'parted' ORDER BY partition_ordinal_position"))
                .containsExactly("p2027", "p2028", "p2029", "p_future");
        assertThat(column("SELECT id FROM parted")).containsExactly("3");
        run("DROP TABLE parted");
    }

    private void maintain(YearlyTable table, String now) throws SQLException {
        new YearlyPartitions(flyway, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).maintain(table);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection open() throws SQLException {
        return flyway.getConfiguration().getDataSource().getConnection();
    }
}
