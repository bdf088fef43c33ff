package de.lopezitwelt.platform.local.data;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** A MySQL of its own with the schemas and accounts of the services, migrated by Flyway as the services do it. */
public final class MigratedServer implements AutoCloseable {
    /** The checkout. */
    public static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final LocalPlatform platform;

    public MigratedServer(Path directory) throws IOException, InterruptedException, SQLException {
        platform =
                new LocalPlatform(PlatformSettings.of(ROOT).stateIn(directory).on(Ports.free()), progress -> {});
        platform.startMySql();
        platform.mysql().commitWithoutDisk();
    }

    public LocalPlatform platform() {
        return platform;
    }

    public MySqlServer administrator() {
        return platform.mysql();
    }

    /** All versions that a service's schema goes through, oldest first. */
    public List<String> versions(PlatformService service) {
        return Arrays.stream(flyway(service, "latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    /** @param target a version, or {@code latest} */
    public void migrate(PlatformService service, String target) {
        flyway(service, target).migrate();
    }

    private Flyway flyway(PlatformService service, String target) {
        SchemaAccounts accounts = platform.accounts(service);
        Map<String, String> placeholders = new TreeMap<>();
        for (AccountRole role : AccountRole.values()) {
            placeholders.put(role.wireName(), accounts.account(role));
        }
        String url = administrator().jdbcUrl().replace("/?", "/" + accounts.schema() + "?");
        return Flyway.configure()
                .dataSource(
                        url,
                        accounts.account(AccountRole.MIGRATOR),
                        accounts.passwords().get(AccountRole.MIGRATOR))
                .locations(
                        "filesystem:" + ROOT.resolve(service.serviceName()).resolve("src/main/resources/db/migration"),
                        "filesystem:" + ROOT.resolve("platform/messaging/src/main/resources/db/platform"))
                .placeholders(placeholders)
                .target(target)
                .load();
    }

    /** What stands in {@code information_schema} about a schema, and what its accounts may do; the same text for the same schema. */
    public static List<String> facts(MySqlServer server, SchemaAccounts accounts) throws SQLException {
        String schema = accounts.schema();
        var facts = new ArrayList<String>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION information_schema_stats_expiry = 0");
            for (String query : List.of(
                    "SELECT 'table', table_name, table_type, engine, table_collation, table_comment, create_options"
                            + " FROM tables WHERE table_schema = '%s'",
                    "SELECT 'column', table_name, column_name, ordinal_position, column_type, is_nullable, column_default,"
                            + " extra, collation_name, column_comment FROM columns WHERE table_schema = '%s'",
                    "SELECT 'index', table_name, index_name, seq_in_index, column_name, non_unique, index_type, sub_part"
                            + " FROM statistics WHERE table_schema = '%s'",
                    "SELECT 'key', table_name, constraint_name, column_name, referenced_table_name, referenced_column_name"
                            + " FROM key_column_usage WHERE table_schema = '%s'",
                    "SELECT 'rule', table_name, constraint_name, delete_rule FROM referential_constraints"
                            + " WHERE constraint_schema = '%s'",
                    "SELECT 'check', constraint_name, check_clause FROM check_constraints WHERE constraint_schema = '%s'",
                    "SELECT 'view', table_name, view_definition, definer, security_type FROM views WHERE table_schema = '%s'",
                    "SELECT 'routine', routine_name, routine_definition, definer, is_deterministic, security_type"
                            + " FROM routines WHERE routine_schema = '%s'",
                    "SELECT 'trigger', trigger_name, action_statement, definer FROM triggers WHERE trigger_schema = '%s'",
                    "SELECT 'partition', table_name, partition_name, partition_description FROM partitions"
                            + " WHERE table_schema = '%s' AND partition_name IS NOT NULL")) {
                read(statement, facts, query.formatted(schema).replaceFirst(" FROM ", " FROM information_schema."));
            }
            for (AccountRole role : AccountRole.values()) {
                read(statement, facts, "SHOW GRANTS FOR '" + accounts.account(role) + "'@'%'");
            }
        }
        return facts.stream()
                .filter(fact -> !fact.contains("flyway_schema_history"))
                .sorted()
                .toList();
    }

    private static void read(Statement statement, List<String> facts, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                var fact = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    fact.append(rows.getString(column)).append(" | ");
                }
                facts.add(fact.toString());
            }
        }
    }

    @Override
    public void close() {
        platform.stop();
    }
}
