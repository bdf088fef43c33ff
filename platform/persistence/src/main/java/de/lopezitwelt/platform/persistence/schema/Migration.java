package de.lopezitwelt.platform.persistence.schema;

import de.lopezitwelt.platform.persistence.ConnectionTls;
import de.lopezitwelt.platform.persistence.partition.YearlyPartitions;
import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import de.lopezitwelt.platform.persistence.partition.YearlyTables;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a schema to this program's version, and its yearly partitions up to date, without starting the service. Running it again
 * changes nothing; after a failed migration it begins with that one.
 */
final class Migration {
    private static final String PLACEHOLDERS = "quarkus.flyway.placeholders.";
    /** Of {@code application.properties} in Quarkus. */
    private static final int APPLICATION = 250;

    private final SmallRyeConfig config;

    Migration(SmallRyeConfig config) {
        this.config = config;
    }

    /** With the configuration of the service: the same files, environment and defaults. */
    static Migration ofService() {
        return new Migration(read(Thread.currentThread().getContextClassLoader()));
    }

    /** @return one line that says where the schema is now */
    String run() throws SQLException {
        String schema = config.getValue("lopez.mysql.schema", String.class);
        Flyway flyway = flyway();
        try {
            forgetFailed(flyway);
            flyway.migrate();
        } catch (FlywayException failed) {
            throw new IllegalStateException(
                    "Not migrated: " + SchemaState.of(flyway).sentence(schema) + ". " + failed.getMessage(), failed);
        }
        var partitions = new YearlyPartitions(flyway, Clock.systemUTC());
        for (YearlyTables tables : ServiceLoader.load(YearlyTables.class)) {
            for (YearlyTable table : tables.of(config)) {
                partitions.maintain(table);
            }
        }
        return SchemaState.of(flyway).sentence(schema);
    }

    /** MySQL commits DDL at once, so a failed migration leaves a mark that would block the next try. */
    private static void forgetFailed(Flyway flyway) throws SQLException {
        String failed = SchemaState.of(flyway).failed();
        if (failed == null) {
            return;
        }
        System.err.println("The migration to " + failed + " has failed before: once more");
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM flyway_schema_history WHERE success = 0");
        }
    }

    private Flyway flyway() {
        ConnectionTls tls = ConnectionTls.of(config, LaunchMode.NORMAL);
        String password = config.getOptionalValue("lopez.mysql.migrator-password", String.class)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalStateException("Not migrated: lopez.mysql.migrator-password is missing"));
        return Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(
                        tls.protectedUrl(config.getValue("quarkus.flyway.jdbc-url", String.class)),
                        config.getValue("quarkus.flyway.username", String.class),
                        password)
                .locations(config.getValue("quarkus.flyway.locations", String.class)
                        .split(","))
                .placeholders(placeholders())
                .connectRetries(config.getValue("quarkus.flyway.connect-retries", Integer.class))
                .connectRetriesInterval(2)
                .load();
    }

    private Map<String, String> placeholders() {
        var placeholders = new HashMap<String, String>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PLACEHOLDERS)) {
                placeholders.put(name.substring(PLACEHOLDERS.length()), config.getValue(name, String.class));
            }
        }
        return placeholders;
    }

    private static SmallRyeConfig read(ClassLoader loader) {
        SmallRyeConfigBuilder builder = ConfigUtils.configBuilder();
        URL own = loader.getResource("application.properties");
        try {
            if (own != null) {
                builder.withSources(new PropertiesConfigSource(own, APPLICATION));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return builder.build();
    }
}
