package de.lopezitwelt.platform.testing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Who may do what in the schema of the service under test, as MySQL itself tells it, against the list that its module keeps
 * in {@code grants.txt}: a line for each account and object, {@code *} for the whole schema.
 */
public final class Grants {
    private static final String LIST = "/grants.txt";

    /** Account, object, column and privilege; a column for the privileges on single columns alone. */
    private static final List<String> QUERIES = List.of("""
            SELECT grantee, '(every schema)', '', CONCAT(privilege_type, IF(is_grantable = 'YES', '!', ''))
            FROM information_schema.user_privileges WHERE privilege_type <> 'USAGE' AND grantee LIKE ?""", """
            SELECT grantee, '*', '', CONCAT(privilege_type, IF(is_grantable = 'YES', '!', ''))
            FROM information_schema.schema_privileges WHERE REPLACE(table_schema, '\\\\', '') = ?""", """
            SELECT grantee, table_name, '', CONCAT(privilege_type, IF(is_grantable = 'YES', '!', ''))
            FROM information_schema.table_privileges WHERE table_schema = ?""", """
            SELECT grantee, table_name, column_name, CONCAT(privilege_type, IF(is_grantable = 'YES', '!', ''))
            FROM information_schema.column_privileges WHERE table_schema = ?""", """
            SELECT CONCAT("'", user, "'@'", host, "'"), CONCAT(routine_name, '()'), '', UPPER(proc_priv)
            FROM mysql.procs_priv WHERE db = ?""");

    private Grants() {}

    /** Fails on any grant that is not listed and on any listed one that is not there. */
    public static void assertAsListed() throws SQLException, IOException {
        assertThat(found())
                .as("grants of the service against %s; `!` is the right to pass a privilege on", LIST)
                .containsExactlyInAnyOrderElementsOf(listed());
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = Objects.requireNonNull(Grants.class.getResourceAsStream(LIST), LIST)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static Set<String> found() throws SQLException {
        Config config = ConfigProvider.getConfig();
        String schema = config.getValue("lopez.mysql.schema", String.class);
        String accounts = config.getValue("lopez.mysql.account-prefix", String.class) + "_";
        Map<String, Set<String>> privileges = new TreeMap<>();
        Map<String, Set<String>> columns = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:mysql://" + config.getValue("lopez.mysql.address", String.class) + "/",
                "root",
                config.getValue("lopez.mysql.root-password", String.class))) {
            for (String query : QUERIES) {
                try (PreparedStatement statement = connection.prepareStatement(query)) {
                    statement.setString(1, query.contains("LIKE") ? "'" + accounts.replace("_", "\\_") + "%" : schema);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            String object = role(rows.getString(1), accounts) + " " + rows.getString(2) + " ";
                            String column = rows.getString(3);
                            String privilege = rows.getString(4);
                            if (column.isEmpty()) {
                                privileges
                                        .computeIfAbsent(object, any -> new TreeSet<>())
                                        .add(privilege);
                            } else {
                                columns.computeIfAbsent(object + privilege, any -> new TreeSet<>())
                                        .add(column);
                            }
                        }
                    }
                }
            }
        }
        Set<String> lines = new TreeSet<>();
        privileges.forEach((object, granted) -> lines.add(object + String.join(", ", granted)));
        columns.forEach((object, granted) -> lines.add(object + " (" + String.join(", ", granted) + ")"));
        return lines;
    }

    /** The role of an account of the service; a stranger's whole name. */
    private static String role(String grantee, String accounts) {
        String own = "'" + accounts;
        return grantee.startsWith(own) && grantee.endsWith("'@'%'")
                ? grantee.substring(own.length(), grantee.length() - "'@'%'".length())
                : grantee;
    }
}
