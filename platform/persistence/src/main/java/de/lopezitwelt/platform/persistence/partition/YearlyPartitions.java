package de.lopezitwelt.platform.persistence.partition;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Adds and drops partitions, as the migrator: no other account may change a table. Blocks: for a thread of its own. Running
 * it twice, or on two instances at once, has the same effect as running it once.
 */
@ApplicationScoped
public class YearlyPartitions {
    private static final Logger LOG = Logger.getLogger(YearlyPartitions.class);
    private static final Pattern OF_A_YEAR = Pattern.compile("p(\\d{4})");
    /**
     * How long this waits for the table, and others wait behind it, while a long transaction holds the table. Then it gives up
     * until the next run.
     */
    private static final int PATIENCE_SECONDS = 5;

    private final Flyway flyway;
    private final Clock clock;

    /** @param clock says which year it is */
    public YearlyPartitions(Flyway flyway, Clock clock) {
        this.flyway = flyway;
        this.clock = clock;
    }

    /** Creates next year's partition and drops those that are too old. */
    public void maintain(YearlyTable table) throws SQLException {
        int year = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<Integer> existing = existing(statement, table);
            if (PartitionPolicy.missing(existing, year).isEmpty()
                    && PartitionPolicy.outdated(existing, year, table.keepYears())
                            .isEmpty()) {
                return;
            }
            statement.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
            statement.execute("LOCK TABLES " + table.name() + " WRITE");
            try {
                maintain(statement, table, year);
            } finally {
                statement.execute("UNLOCK TABLES");
            }
        }
    }

    /** Runs under the table's lock, so that no row enters a partition that was just found empty. */
    private static void maintain(Statement statement, YearlyTable table, int year) throws SQLException {
        List<Integer> existing = existing(statement, table);
        List<Integer> missing = PartitionPolicy.missing(existing, year);
        if (!missing.isEmpty()) {
            statement.execute("ALTER TABLE " + table.name() + " REORGANIZE PARTITION p_future INTO ("
                    + missing.stream().map(YearlyPartitions::definition).collect(Collectors.joining(", "))
                    + ", PARTITION p_future VALUES LESS THAN MAXVALUE)");
            LOG.infof("%s has partitions for %s", table.name(), missing);
        }
        for (int old : PartitionPolicy.outdated(existing, year, table.keepYears())) {
            if (!table.onlyEmpty() || isEmpty(statement, table, old)) {
                statement.execute("ALTER TABLE " + table.name() + " DROP PARTITION p" + old);
                LOG.infof("%s has dropped %d", table.name(), old);
            }
        }
    }

    private static String definition(int year) {
        return "PARTITION p" + year + " VALUES LESS THAN (" + (year + 1) + ")";
    }

    private static boolean isEmpty(Statement statement, YearlyTable table, int year) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT 1 FROM " + table.name() + " PARTITION (p" + year + ") LIMIT 1")) {
            return !row.next();
        }
    }

    private static List<Integer> existing(Statement statement, YearlyTable table) throws SQLException {
        List<Integer> years = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT partition_name FROM information_schema.partitions"
                + " WHERE table_schema = DATABASE() AND table_name = '" + table.name() + "'")) {
            while (rows.next()) {
                Matcher name = OF_A_YEAR.matcher(String.valueOf(rows.getString(1)));
                if (name.matches()) {
                    years.add(Integer.valueOf(name.group(1)));
                }
            }
        }
        return years;
    }
}
