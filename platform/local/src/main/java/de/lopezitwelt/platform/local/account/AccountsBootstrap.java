package de.lopezitwelt.platform.local.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** Creates schemas with their accounts, as often as it is asked to. */
public final class AccountsBootstrap {
    private final MySqlServer server;

    public AccountsBootstrap(MySqlServer server) {
        this.server = server;
    }

    /** Creates what is missing and sets every password to the given one. Only the migrator gets rights here. */
    public void create(Collection<SchemaAccounts> all) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (SchemaAccounts accounts : all) {
                statement.execute("CREATE DATABASE IF NOT EXISTS `" + accounts.schema()
                        + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
                for (AccountRole role : AccountRole.values()) {
                    String account = user(accounts, role);
                    String password = MySqlServer.literal(accounts.passwords().getOrDefault(role, ""));
                    statement.execute("CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY " + password);
                    statement.execute("ALTER USER " + account + " IDENTIFIED BY " + password);
                }
                statement.execute("GRANT ALL PRIVILEGES ON `" + pattern(accounts.schema()) + "`.* TO "
                        + user(accounts, AccountRole.MIGRATOR) + " WITH GRANT OPTION");
            }
        }
    }

    /** Removes schema and accounts; what is already gone is no error. */
    public void drop(SchemaAccounts accounts) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + accounts.schema() + "`");
            for (AccountRole role : AccountRole.values()) {
                statement.execute("DROP USER IF EXISTS " + user(accounts, role));
            }
        }
    }

    private static String user(SchemaAccounts accounts, AccountRole role) {
        return "'" + accounts.account(role) + "'@'%'";
    }

    /** In GRANT a schema name is a LIKE pattern, where {@code _} stands for any character. */
    private static String pattern(String schema) {
        return schema.replace("_", "\\_");
    }
}
