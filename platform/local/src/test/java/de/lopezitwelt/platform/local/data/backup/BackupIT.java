package de.lopezitwelt.platform.local.data.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.MigratedServer;
import de.lopezitwelt.platform.local.data.RowFiller;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupIT {
    private static final List<String> SCHEMAS =
            Arrays.stream(PlatformService.values()).map(PlatformService::schema).toList();

    @TempDir
    static Path directory;

    private static MigratedServer server;
    private static MySqlServer account;
    private static BackupKey key;
    private static BackupDirectory backups;
    private static EmbeddedMySql scratch;
    private static ManagedProcess scratchProcess;

    @BeforeAll
    static void start() throws Exception {
        server = new MigratedServer(directory.resolve("state"));
        for (PlatformService service : PlatformService.values()) {
            server.migrate(service, "latest");
            RowFiller.fill(server.administrator(), service.schema());
        }
        account = BackupAccount.on(server.administrator(), "it's a \\ secret");
        key = BackupKey.in(directory.resolve("key.json"));
        backups = new BackupDirectory(directory.resolve("backups"));
        scratch = new EmbeddedMySql(
                MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {}),
                directory.resolve("scratch"),
                directory.resolve("scratch.log"),
                directory.resolve("scratch.pid"),
                FreePorts.next(),
                "scratch",
                TlsMode.OFF);
        scratchProcess = scratch.start();
        scratch.server().commitWithoutDisk();
    }

    @AfterAll
    static void stop() {
        if (scratchProcess != null) {
            scratchProcess.stop(EmbeddedMySql.GRACE);
        }
        server.close();
    }

    /** A row goes into two schemas in one transaction, again and again. */
    @Test
    @Order(1)
    void allSchemasAreOfOneMomentAndTableChangesWait() throws Exception {
        execute(server.administrator(), "CREATE TABLE lopez_auth.moment (id INT AUTO_INCREMENT PRIMARY KEY)");
        execute(server.administrator(), "CREATE TABLE lopez_chat.moment (id INT AUTO_INCREMENT PRIMARY KEY)");
        String before = text(server.administrator(), "SELECT @@GLOBAL.gtid_executed");
        var stop = new AtomicBoolean();
        try (var executor = Executors.newSingleThreadExecutor()) {
            Future<Integer> written = executor.submit(() -> write(stop));
            Backup backup;
            try {
                while (text(server.administrator(), "SELECT COUNT(*) FROM lopez_chat.moment")
                        .equals("0")) {
                    Thread.onSpinWait();
                }
                backup = new BackupWriter(account, backups, key, schema -> {
                            // In the middle of it, a migration would have to wait.
                            assertThatThrownBy(() -> execute(
                                            server.administrator(),
                                            "SET SESSION lock_wait_timeout = 1",
                                            "ALTER TABLE lopez_auth.moment ADD COLUMN x INT"))
                                    .isInstanceOf(SQLException.class)
                                    .hasMessageContaining("Lock wait timeout");
                        })
                        .take(SCHEMAS);
            } finally {
                stop.set(true);
            }
            int rows = written.get();
            BackupManifest manifest = backup.manifest();
            long inAuth = moments(manifest, "lopez_auth");

            assertThat(inAuth).isEqualTo(moments(manifest, "lopez_chat"));
            assertThat(inAuth).isBetween(1L, (long) rows);
            assertThat(text(
                            server.administrator(),
                            "SELECT GTID_SUBTRACT('" + manifest.gtids() + "', '" + before.replace("\n", "") + "')"))
                    .as("one transaction for each row, and none of which a row is missing")
                    .satisfies(gtids -> assertThat(transactions(gtids)).isEqualTo(inAuth));
        }
        execute(server.administrator(), "DROP TABLE lopez_auth.moment", "DROP TABLE lopez_chat.moment");
    }

    private static long moments(BackupManifest manifest, String schema) {
        return requireNonNull(
                        requireNonNull(manifest.schemas().get(schema)).tables().get("moment"))
                .rows();
    }

    @Test
    @Order(2)
    void everythingComesBackRightsIncluded() throws Exception {
        Backup backup = take();
        List<List<String>> before = facts(server.administrator());

        assertThat(new BackupVerification(backup, key, null).in(scratch.server()))
                .isEmpty();

        assertThat(facts(scratch.server())).isEqualTo(before);
        assertThat(backup.verifiedAt()).isPresent();
        assertThat(backups.verifiedSince(backup.serverUuid(), Instant.now().minus(Duration.ofHours(1))))
                .get()
                .extracting(Backup::name)
                .isEqualTo(backup.name());
        assertThat(backups.verifiedSince("another server", Instant.EPOCH)).isEmpty();
        assertThat(text(
                        scratch.server(),
                        "SELECT GTID_SUBSET('" + backup.manifest().gtids() + "', @@GLOBAL.gtid_executed)"))
                .isEqualTo("1");
        MySqlServer writer = scratch.server()
                .as(
                        "lopez_chat_writer",
                        requireNonNull(server.platform()
                                .accounts(PlatformService.CHAT)
                                .configuration()
                                .get("lopez.mysql.writer-password")));
        assertThat(text(writer, "SELECT COUNT(*) FROM lopez_chat.chat_messages"))
                .isEqualTo("2");
        assertThat(text(scratch.server(), "SELECT HEX(content) FROM lopez_chat.attachment_chunks LIMIT 1"))
                .startsWith("00FF27225C0A");
    }

    @Test
    @Order(3)
    void aTargetThatIsNotEmptyIsLeftAlone() throws Exception {
        Backup backup = take();

        assertThatThrownBy(() -> new BackupLoader(backup, key).into(server.administrator()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not empty: it has lopez_");
    }

    @Test
    @Order(4)
    void whatWasChangedIsRefusedBeforeAnythingIsLoaded() throws Exception {
        Backup good = take();
        empty(scratch.server());
        BackupKey other = BackupKey.in(directory.resolve("other.json"));
        byte[] data = Files.readAllBytes(good.data());

        assertRefused(good, other, "sealed with key");

        Backup flipped = copy(good, "flipped");
        data[data.length / 2] ^= 1;
        Files.write(flipped.data(), data);
        assertRefused(flipped, key, "data.sealed is not what SHA256SUMS says");
        Files.writeString(flipped.directory().resolve(Backup.CHECKSUMS), Backup.checksums(flipped.directory()));
        assertRefused(flipped, key, "does not open with the key");

        Backup cut = copy(good, "cut");
        Files.write(cut.data(), Arrays.copyOf(Files.readAllBytes(good.data()), data.length - 30));
        Files.writeString(cut.directory().resolve(Backup.CHECKSUMS), Backup.checksums(cut.directory()));
        assertRefused(cut, key, "does not open with the key");

        assertRefused(edited(good, "counted", "\"rows\" : 2", "\"rows\" : 1"), key, "its manifest is not the one");
        assertRefused(
                edited(good, "newer", "\"server_version\" : \"8.", "\"server_version\" : \"99."), key, "MySQL 99.");
        assertRefused(edited(good, "format", "\"format\" : 1", "\"format\" : 2"), key, "has format 2");

        Files.delete(copy(good, "half").data());
        assertRefused(Backup.in(directory.resolve("half")), key, "is not whole");
    }

    @Test
    @Order(5)
    void aBackupThatFailsLeavesNothing() throws Exception {
        var elsewhere = new BackupDirectory(directory.resolve("elsewhere"));

        assertThatThrownBy(() -> new BackupWriter(account, elsewhere, key, schema -> {
                            throw new IllegalStateException("in the middle");
                        })
                        .take(SCHEMAS))
                .hasMessage("in the middle");
        assertThatThrownBy(() -> new BackupWriter(account, elsewhere, key, schema -> {}).take(List.of("nosuch")))
                .hasMessageContaining("nosuch");

        try (Stream<Path> left = Files.list(elsewhere.path())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @Order(6)
    void theAccountReadsAndChangesNothing() {
        for (String change : List.of(
                "DELETE FROM lopez_chat.chat_messages",
                "CREATE TABLE lopez_chat.x (id INT)",
                "CREATE USER x",
                "UPDATE mysql.user SET user = 'x'",
                "SET GLOBAL read_only = ON")) {
            assertThatThrownBy(() -> execute(account, change)).as(change).isInstanceOf(SQLException.class);
        }
    }

    private static int write(AtomicBoolean stop) throws SQLException {
        int rows = 0;
        try (Connection connection = server.administrator().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                statement.execute("INSERT INTO lopez_auth.moment () VALUES ()");
                statement.execute("INSERT INTO lopez_chat.moment () VALUES ()");
                connection.commit();
                rows++;
            }
        }
        return rows;
    }

    /** Of a set of one server: {@code uuid:5-9} has 5. */
    private static long transactions(String gtids) {
        String[] range = gtids.substring(gtids.lastIndexOf(':') + 1).split("-");
        return Long.parseLong(range[range.length - 1]) - Long.parseLong(range[0]) + 1;
    }

    private static Backup take() throws SQLException, IOException {
        return new BackupWriter(account, backups, key, schema -> {}).take(SCHEMAS);
    }

    private static void assertRefused(Backup backup, BackupKey with, String reason) throws SQLException {
        assertThatThrownBy(() -> new BackupLoader(backup, with).into(scratch.server()))
                .as(backup.name())
                .hasMessageContaining(reason);
        assertThat(text(
                        scratch.server(),
                        "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'lopez%'"))
                .isEqualTo("0");
    }

    private static Backup copy(Backup backup, String name) throws IOException {
        Path target = Files.createDirectories(directory.resolve(name));
        DirectoryTree.delete(target);
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(backup.directory())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Backup.in(target);
    }

    private static Backup edited(Backup backup, String name, String from, String to) throws IOException {
        Path directoryOfCopy = copy(backup, name).directory();
        Path manifest = directoryOfCopy.resolve(Backup.MANIFEST);
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
        Files.writeString(directoryOfCopy.resolve(Backup.CHECKSUMS), Backup.checksums(directoryOfCopy));
        return Backup.in(directoryOfCopy);
    }

    private static List<List<String>> facts(MySqlServer at) throws SQLException {
        return Arrays.stream(PlatformService.values())
                .map(service -> {
                    try {
                        return MigratedServer.facts(at, server.platform().accounts(service));
                    } catch (SQLException refused) {
                        throw new IllegalStateException(refused);
                    }
                })
                .toList();
    }

    private static void empty(MySqlServer at) throws SQLException {
        for (String schema : SCHEMAS) {
            execute(at, "DROP DATABASE IF EXISTS " + schema);
        }
    }

    private static void execute(MySqlServer at, String... statements) throws SQLException {
        try (Connection connection = at.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String text(MySqlServer at, String query) throws SQLException {
        try (Connection connection = at.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
