package de.lopezitwelt.platform.local.data.backup;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.backup.ArchiveEntry.Kind;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Takes a backup: accounts, schemas, rows and rights of one moment. */
public final class BackupWriter {
    private static final String ACCOUNTS = "SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) FROM mysql.user"
            + " WHERE user NOT IN ('root', 'mysql.sys', 'mysql.session', 'mysql.infoschema') ORDER BY 1";
    /** The session settings of a function, a view, a trigger or an event, in the order of MySQL's answers about it. */
    private static final List<String> SETTINGS = List.of("sql_mode", "character_set_client", "collation_connection");

    private final MySqlServer server;
    private final BackupDirectory directory;
    private final BackupKey key;
    private final Consumer<String> progress;

    /** @param server connected with the account of {@link BackupAccount} */
    public BackupWriter(MySqlServer server, BackupDirectory directory, BackupKey key, Consumer<String> progress) {
        this.server = server;
        this.directory = directory;
        this.key = key;
        this.progress = progress;
    }

    /**
     * Writes into a temporary directory and renames it when all is on the disk; a failure leaves nothing behind.
     *
     * @param schemas schemas to include if they exist
     */
    public Backup take(Collection<String> schemas) throws SQLException, IOException {
        Path unfinished = directory.unfinished(Instant.now());
        try {
            try (Snapshot snapshot = Snapshot.of(server);
                    var archive = new ArchiveWriter(unfinished.resolve(Backup.DATA), key)) {
                BackupManifest manifest = write(snapshot, archive, schemas);
                archive.write(Kind.MANIFEST, "", manifest.toJson());
                archive.finish();
                Files.writeString(unfinished.resolve(Backup.MANIFEST), manifest.toJson());
            }
            Files.writeString(unfinished.resolve(Backup.CHECKSUMS), Backup.checksums(unfinished));
            for (String part : List.of(Backup.DATA, Backup.MANIFEST, Backup.CHECKSUMS)) {
                force(unfinished.resolve(part));
            }
            return directory.finish(unfinished);
        } catch (SQLException | IOException | RuntimeException failed) {
            DirectoryTree.delete(unfinished);
            throw failed;
        }
    }

    private BackupManifest write(Snapshot snapshot, ArchiveWriter archive, Collection<String> schemas)
            throws SQLException, IOException {
        List<String> accounts = snapshot.texts(ACCOUNTS);
        for (String account : accounts) {
            archive.write(Kind.ACCOUNT, "", snapshot.text("SHOW CREATE USER " + account));
        }
        List<String> existing = snapshot.texts("SELECT schema_name FROM information_schema.schemata");
        Map<String, BackupManifest.Schema> taken = new TreeMap<>();
        for (String schema : schemas.stream().sorted().toList()) {
            if (existing.contains(schema)) {
                progress.accept(schema);
                taken.put(schema, schema(snapshot, archive, schema));
            }
        }
        if (taken.isEmpty()) {
            throw new IllegalStateException(server + " has none of the schemas " + schemas);
        }
        for (String schema : taken.keySet()) {
            programs(snapshot, archive, schema);
        }
        for (String account : accounts) {
            for (String grant : snapshot.texts("SHOW GRANTS FOR " + account)) {
                archive.write(Kind.GRANT, "", grant);
            }
        }
        return new BackupManifest(
                BackupManifest.FORMAT,
                snapshot.moment().toString(),
                snapshot.text("SELECT @@server_uuid"),
                snapshot.text("SELECT VERSION()"),
                snapshot.gtids(),
                key.id(),
                taken,
                filesInS3(snapshot));
    }

    private static BackupManifest.Schema schema(Snapshot snapshot, ArchiveWriter archive, String schema)
            throws SQLException, IOException {
        archive.write(
                Kind.SCHEMA,
                "",
                snapshot.column("SHOW CREATE DATABASE " + TableRows.quoted(schema), "Create Database"));
        List<String> tables = tables(snapshot, schema);
        for (String table : tables) {
            archive.write(
                    Kind.TABLE, schema, snapshot.column("SHOW CREATE TABLE " + name(schema, table), "Create Table"));
        }
        Map<String, BackupManifest.Table> counted = new LinkedHashMap<>();
        for (String table : tables) {
            try (Statement statement = snapshot.statement();
                    Statement streaming = snapshot.statement()) {
                counted.put(
                        table,
                        TableRows.of(statement, schema, table)
                                .read(streaming, insert -> archive.write(Kind.ROWS, schema, insert)));
            }
        }
        return new BackupManifest.Schema(version(snapshot, schema, tables), counted);
    }

    static List<String> tables(Snapshot snapshot, String schema) throws SQLException {
        return snapshot.texts("SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                + " AND table_schema = '" + schema + "' ORDER BY 1");
    }

    private static String version(Snapshot snapshot, String schema, List<String> tables) throws SQLException {
        return tables.contains("flyway_schema_history")
                ? snapshot
                        .texts("SELECT version FROM " + name(schema, "flyway_schema_history")
                                + " WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")
                        .stream()
                        .findFirst()
                        .orElse("0")
                : "0";
    }

    private static void programs(Snapshot snapshot, ArchiveWriter archive, String schema)
            throws SQLException, IOException {
        String where = " WHERE %s = '" + schema + "' ORDER BY 1";
        for (String kind : List.of("FUNCTION", "PROCEDURE")) {
            String query = "SELECT routine_name FROM information_schema.routines"
                    + where.formatted("routine_type = '" + kind + "' AND routine_schema");
            for (String routine : snapshot.texts(query)) {
                archive.write(Kind.PROGRAM, schema, program(snapshot, kind, schema, routine));
            }
        }
        for (String view :
                snapshot.texts("SELECT table_name FROM information_schema.views" + where.formatted("table_schema"))) {
            archive.write(Kind.PROGRAM, schema, program(snapshot, "VIEW", schema, view));
        }
        for (String trigger : snapshot.texts(
                "SELECT trigger_name FROM information_schema.triggers" + where.formatted("trigger_schema"))) {
            archive.write(Kind.PROGRAM, schema, program(snapshot, "TRIGGER", schema, trigger));
        }
        for (String event :
                snapshot.texts("SELECT event_name FROM information_schema.events" + where.formatted("event_schema"))) {
            archive.write(Kind.PROGRAM, schema, program(snapshot, "EVENT", schema, event));
        }
    }

    /** The first line sets the session up; the statement follows. */
    private static String program(Snapshot snapshot, String kind, String schema, String name) throws SQLException {
        try (Statement statement = snapshot.statement();
                ResultSet row = statement.executeQuery("SHOW CREATE " + kind + " " + name(schema, name))) {
            row.next();
            var settings = new StringBuilder();
            String text = null;
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                String label = row.getMetaData().getColumnLabel(column);
                if (SETTINGS.contains(label)) {
                    settings.append(settings.isEmpty() ? "SET SESSION " : ", SESSION ")
                            .append(label)
                            .append(" = ")
                            .append(MySqlServer.literal(row.getString(column)));
                } else if (label.startsWith("Create ") || label.equals("SQL Original Statement")) {
                    text = row.getString(column);
                }
            }
            if (text == null) {
                throw new SQLException("the account may not read " + kind + " " + schema + "." + name);
            }
            return settings + "\n" + text;
        }
    }

    private static long filesInS3(Snapshot snapshot) throws SQLException {
        List<String> owners = snapshot.texts("SELECT table_schema FROM information_schema.columns"
                + " WHERE table_schema LIKE 'lopez%' AND table_name = 'attachments' AND column_name = 'storage'");
        long files = 0;
        for (String schema : owners) {
            files += Long.parseLong(
                    snapshot.text("SELECT COUNT(*) FROM " + name(schema, "attachments") + " WHERE storage = 's3'"));
        }
        return files;
    }

    private static String name(String schema, String object) {
        return TableRows.quoted(schema) + "." + TableRows.quoted(object);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
