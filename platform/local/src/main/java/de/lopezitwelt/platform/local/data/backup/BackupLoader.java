package de.lopezitwelt.platform.local.data.backup;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.backup.ArchiveEntry.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads a backup into a server that has none of its schemas. */
public final class BackupLoader {
    /** Loaded rows are not checked again and not written to the binary log, which begins after the load. */
    private static final String SESSION = "SET SESSION sql_log_bin = OFF, SESSION foreign_key_checks = OFF,"
            + " SESSION unique_checks = OFF, SESSION time_zone = '+00:00', SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'";

    private final Backup backup;
    private final BackupKey key;

    public BackupLoader(Backup backup, BackupKey key) {
        this.backup = backup;
        this.key = key;
    }

    /**
     * Reads the whole backup before anything is changed.
     *
     * @throws IOException with the defect of the backup
     */
    public void requireWhole() throws IOException {
        if (backup.manifest().format() <= BackupManifest.FORMAT
                && key.knows(backup.manifest().keyId())) {
            backup.requireIntact();
        }
        String last = "";
        try (var archive = new ArchiveReader(backup, key)) {
            for (Optional<ArchiveEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
                last = entry.get().kind() == Kind.MANIFEST ? entry.get().text() : "";
            }
        }
        if (last.isEmpty()) {
            throw new IOException("backup " + backup.name() + " is cut off: it has no end");
        }
        if (!BackupManifest.parse(last).equals(backup.manifest())) {
            throw new IOException(
                    "backup " + backup.name() + " was changed: its manifest is not the one that was sealed with it");
        }
    }

    /**
     * Loads everything, and tells the server which transactions it contains now.
     *
     * @param target connected with an account that has all rights
     * @throws IllegalStateException when the server is older than the backup, or has one of its schemas
     */
    public void into(MySqlServer target) throws SQLException, IOException {
        try (Connection connection = target.connect()) {
            requireRoom(connection, target);
            requireWhole();
            execute(connection, SESSION);
            var programs = new ArrayList<ArchiveEntry>();
            var grants = new ArrayList<String>();
            try (var archive = new ArchiveReader(backup, key)) {
                for (Optional<ArchiveEntry> next = archive.next(); next.isPresent(); next = archive.next()) {
                    load(connection, next.get(), programs, grants);
                }
            }
            // Rights on views and functions need them to exist; each is created with its own settings.
            makePrograms(connection, programs);
            for (String grant : grants) {
                execute(connection, grant);
            }
            execute(connection, "FLUSH PRIVILEGES");
            remember(connection);
        }
    }

    /** Rights on whole schemas are given at once: views run with the rights of the account that made them. */
    private static void load(
            Connection connection, ArchiveEntry entry, List<ArchiveEntry> programs, List<String> grants)
            throws SQLException {
        if (!entry.schema().isEmpty() && !entry.schema().equals(connection.getCatalog())) {
            connection.setCatalog(entry.schema());
        }
        switch (entry.kind()) {
            case ACCOUNT ->
                execute(connection, entry.text().replaceFirst("^CREATE USER ", "CREATE USER IF NOT EXISTS "));
            case SCHEMA, TABLE, ROWS -> execute(connection, entry.text());
            case PROGRAM -> programs.add(entry);
            case GRANT -> {
                if (entry.text().contains(".* TO ")) {
                    execute(connection, entry.text());
                } else {
                    grants.add(entry.text());
                }
            }
            case MANIFEST -> {}
        }
    }

    private void requireRoom(Connection connection, MySqlServer target) throws SQLException {
        int own = major(text(connection, "SELECT VERSION()"));
        int needed = major(backup.manifest().serverVersion());
        if (own < needed) {
            throw new IllegalStateException("backup " + backup.name() + " is of MySQL "
                    + backup.manifest().serverVersion() + ", the target runs an older major version");
        }
        for (String schema : backup.manifest().schemas().keySet()) {
            if (!text(
                            connection,
                            "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = '" + schema + "'")
                    .equals("0")) {
                throw new IllegalStateException(
                        "the target " + target + " is not empty: it has " + schema + ". Nothing was changed");
            }
        }
    }

    /** Repeats, because some need others: until all exist, or one round has created none. */
    private static void makePrograms(Connection connection, List<ArchiveEntry> programs) throws SQLException {
        if (programs.isEmpty()) {
            return;
        }
        while (!programs.isEmpty()) {
            int before = programs.size();
            SQLException last = null;
            for (var left = programs.iterator(); left.hasNext(); ) {
                try {
                    make(connection, left.next());
                    left.remove();
                } catch (SQLException missing) {
                    last = missing;
                }
            }
            if (last != null && programs.size() == before) {
                throw last;
            }
        }
        execute(connection, SESSION);
    }

    /** The first line sets the session up. */
    private static void make(Connection connection, ArchiveEntry program) throws SQLException {
        connection.setCatalog(program.schema());
        int line = program.text().indexOf('\n');
        if (line > 0) {
            execute(connection, program.text().substring(0, line));
        }
        execute(connection, program.text().substring(line + 1));
    }

    private void remember(Connection connection) throws SQLException {
        String gtids = backup.manifest().gtids();
        if (!gtids.isEmpty() && text(connection, "SELECT @@GLOBAL.gtid_mode").equals("ON")) {
            String missing = text(
                    connection,
                    "SELECT REPLACE(GTID_SUBTRACT(" + MySqlServer.literal(gtids)
                            + ", @@GLOBAL.gtid_executed), '\\n', '')");
            if (!missing.isEmpty()) {
                execute(connection, "SET GLOBAL gtid_purged = '+" + missing + "'");
            }
        }
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /** Needs a new statement object: an older one stays in the schema in which it was created. */
    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
