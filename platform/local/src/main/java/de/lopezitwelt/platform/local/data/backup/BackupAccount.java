package de.lopezitwelt.platform.local.data.backup;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The account for taking backups: it reads everything and changes nothing. */
public final class BackupAccount {
    public static final String USER = "lopez_backup";
    private static final String ACCOUNT = "'" + USER + "'@'%'";

    /** Its rights: for the snapshot (RELOAD, BACKUP_ADMIN), for reading, and for the binary log (REPLICATION). */
    private static final List<String> RIGHTS = List.of(
            "RELOAD, REPLICATION CLIENT, REPLICATION SLAVE, SHOW_ROUTINE, BACKUP_ADMIN ON *.*",
            "SELECT, SHOW VIEW, TRIGGER, EVENT ON `lopez\\_%`.*",
            "SELECT ON mysql.*");

    private BackupAccount() {}

    /** Creates the account if it is missing, and sets its password and rights. */
    public static MySqlServer on(MySqlServer administrator, String password) throws SQLException {
        String literal = MySqlServer.literal(password);
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS " + ACCOUNT + " IDENTIFIED BY " + literal);
            statement.execute("ALTER USER " + ACCOUNT + " IDENTIFIED BY " + literal);
            for (String right : RIGHTS) {
                int on = right.indexOf(" ON ");
                for (String one : right.substring(0, on).split(", ")) {
                    statement.execute("GRANT " + one + right.substring(on) + " TO " + ACCOUNT);
                }
            }
        }
        return administrator.as(USER, password);
    }
}
