package de.lopezitwelt.analytics.rebuild;

import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/**
 * Creates and swaps tables as the migrator account: no other account may change tables, and a rebuild must not be the
 * reason to allow it. Blocks: for a task's own thread.
 */
@ApplicationScoped
class ShadowTables {
    /** How long other statements must wait for tables that a long statement holds. */
    private static final int PATIENCE_SECONDS = 20;

    private final Flyway flyway;
    private final boolean migrator;

    ShadowTables(
            Flyway flyway, @ConfigProperty(name = "lopez.mysql.migrator-password") Optional<String> migratorPassword) {
        this.flyway = flyway;
        this.migrator = migratorPassword.isPresent();
    }

    /**
     * Creates empty tables with the live tables' columns. A table is never missing, because an erasure may write to it
     * at any time.
     */
    void empty() throws SQLException {
        List<String> names = SummaryTables.NAMES;
        run(Stream.of(
                        names.stream().map(name -> "DROP TABLE IF EXISTS " + fresh(name) + ", " + old(name)),
                        names.stream().map(name -> "CREATE TABLE " + fresh(name) + " LIKE " + name),
                        Stream.of("RENAME TABLE "
                                + names.stream()
                                        .map(name -> shadow(name) + " TO " + old(name) + ", " + fresh(name) + " TO "
                                                + shadow(name))
                                        .collect(Collectors.joining(", "))),
                        names.stream().map(name -> "DROP TABLE " + old(name)))
                .flatMap(statements -> statements)
                .toList());
    }

    /**
     * Swaps rows, versions, gaps and offsets at once. A live fold in between finds its offset moved and reads again.
     */
    void swap() throws SQLException {
        run(List.of("RENAME TABLE "
                + SummaryTables.NAMES.stream()
                        .map(name -> name + " TO " + old(name) + ", " + shadow(name) + " TO " + name + ", " + old(name)
                                + " TO " + shadow(name))
                        .collect(Collectors.joining(", "))));
    }

    private void run(List<String> statements) throws SQLException {
        if (!migrator) {
            throw new IllegalStateException(
                    "This instance does not know lopez.mysql.migrator-password, which a rebuild needs");
        }
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String shadow(String name) {
        return SummaryTables.SHADOW.named(name);
    }

    private static String fresh(String name) {
        return name + "_fresh";
    }

    private static String old(String name) {
        return name + "_old";
    }
}
