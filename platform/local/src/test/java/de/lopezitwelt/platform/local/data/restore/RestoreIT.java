package de.lopezitwelt.platform.local.data.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.MigratedServer;
import de.lopezitwelt.platform.local.data.RowFiller;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupAccount;
import de.lopezitwelt.platform.local.data.backup.BackupDirectory;
import de.lopezitwelt.platform.local.data.backup.BackupKey;
import de.lopezitwelt.platform.local.data.backup.BackupWriter;
import de.lopezitwelt.platform.local.data.binlog.BinlogArchive;
import de.lopezitwelt.platform.local.data.binlog.GtidSet;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are committed one by one, then the table is dropped; each way to name the moment brings back exactly what it should. */
@SuppressWarnings("NullAway.Init") // the one test sets them first
class RestoreIT {
    private static final String DROPPED = "DROP TABLE lopez_chat.said";

    @TempDir
    Path directory;

    private MigratedServer server;
    private BackupKey key;
    private BinlogArchive archive;
    private Path archived;
    private MySqlDistribution distribution;
    private int rows;

    @Test
    void everyAcknowledgedRowUpToTheMomentComesBackAndNoneAfter() throws Exception {
        distribution = MySqlDistribution.fetch(DownloadCache.ofUser(), progress -> {});
        key = BackupKey.in(directory.resolve("key.json"));
        archived = directory.resolve("archive");
        archive = new BinlogArchive(archived, key);
        server = new MigratedServer(directory.resolve("state"));
        try {
            for (PlatformService service : List.of(PlatformService.AUTH, PlatformService.CHAT)) {
                server.migrate(service, "latest");
                RowFiller.fill(server.administrator(), service.schema());
            }
            execute(server.administrator(), "CREATE TABLE lopez_chat.said (n INT PRIMARY KEY)");
            drill();
        } finally {
            server.close();
        }
    }

    private void drill() throws Exception {
        MySqlServer account = BackupAccount.on(server.administrator(), "backup");
        Instant early = now();
        say(20);
        Backup backup = new BackupWriter(account, new BackupDirectory(directory.resolve("backups")), key, schema -> {})
                .take(List.of("lopez_auth", "lopez_chat"));
        say(10);
        whileArchived(account, () -> {
            say(10);
            execute(server.administrator(), "FLUSH BINARY LOGS");
        });
        Instant moment = now();
        say(5);
        String gtids = text(server.administrator(), "SELECT @@GLOBAL.gtid_executed");
        // Nobody follows here; the archive goes on where it was.
        execute(server.administrator(), "FLUSH BINARY LOGS");
        say(15);
        whileArchived(account, () -> {
            execute(server.administrator(), DROPPED);
            execute(server.administrator(), "CREATE TABLE lopez_chat.said (n INT PRIMARY KEY)");
            say(3);
        });
        List<Path> files = archive.openInto(directory.resolve("opened"));
        Instant known = Instant.now().minus(archive.age(Instant.now()).orElseThrow());

        refusals(backup, files, known, early);
        try (var scratch = new Scratch()) {
            assertThat(restored(scratch, backup, files, known, new RestorePoint.BeforeStatement("drop table")))
                    .isEqualTo(60);
            assertThat(restored(scratch, backup, files, known, new RestorePoint.Time(moment)))
                    .isEqualTo(40);
            assertThat(restored(scratch, backup, files, known, new RestorePoint.Transactions(GtidSet.parse(gtids))))
                    .isEqualTo(45);
            assertThat(restored(scratch, backup, files, known, new RestorePoint.Latest()))
                    .isEqualTo(3);

            Restore.endSignIns(scratch.server());
            assertThat(text(
                            scratch.server(),
                            "SELECT COUNT(*) FROM lopez_auth.token_families WHERE revoked_at IS NULL"))
                    .isEqualTo("0");
            assertThat(text(
                            scratch.server(),
                            "SELECT MIN(not_before) > UTC_TIMESTAMP() - INTERVAL 1 MINUTE FROM lopez_auth.users"))
                    .isEqualTo("1");
        }
    }

    private void refusals(Backup backup, List<Path> files, Instant known, Instant early) throws IOException {
        assertThatThrownBy(() -> plan(backup, files, known, new RestorePoint.Time(early)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is before the backup");
        assertThatThrownBy(() -> plan(backup, files, known, new RestorePoint.Time(known.plusSeconds(60))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not known");
        assertThatThrownBy(() -> plan(backup, files, known, new RestorePoint.BeforeStatement("DROP DATABASE")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no statement since the backup");
        assertThatThrownBy(() ->
                        plan(backup, files.subList(files.size() - 1, files.size()), known, new RestorePoint.Latest()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gap");
        assertThatThrownBy(() -> Restore.plan(List.of(), files, known, new RestorePoint.Latest()))
                .hasMessageContaining("there is no backup");

        List<Path> sealed = sealed();
        assertThat(sealed).hasSizeGreaterThan(1);
        byte[] data = Files.readAllBytes(sealed.getFirst());
        byte[] changed = data.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(sealed.getFirst(), changed);
        assertThatThrownBy(() -> archive.openInto(directory.resolve("changed")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was changed or damaged");
        Files.write(sealed.getFirst(), data);
        byte[] middle = Files.readAllBytes(sealed.get(1));
        Files.delete(sealed.get(1));
        assertThatThrownBy(() -> archive.openInto(directory.resolve("missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gap");
        Files.write(sealed.get(1), middle);
    }

    private long restored(Scratch scratch, Backup backup, List<Path> files, Instant known, RestorePoint point)
            throws Exception {
        scratch.empty();
        Restore.Plan plan = plan(backup, files, known, point);
        new Restore(backup, key, distribution.programs())
                .into(scratch.server(), plan.replay(), directory.resolve("work"));
        return Long.parseLong(text(scratch.server(), "SELECT COUNT(*) FROM lopez_chat.said"));
    }

    private static Restore.Plan plan(Backup backup, List<Path> files, Instant known, RestorePoint point)
            throws IOException {
        return Restore.plan(List.of(backup), files, known, point);
    }

    /** Follows meanwhile, and stops when nothing is missing. */
    private void whileArchived(MySqlServer account, Work work) throws Exception {
        var stop = new AtomicBoolean();
        var failed = new Throwable[1];
        Thread following = new Thread(() -> {
            try {
                archive.follow(distribution.programs().resolve("mysqlbinlog"), account, stop::get, said -> {});
            } catch (IOException | InterruptedException broken) {
                failed[0] = broken;
            }
        });
        following.start();
        try {
            work.run();
            Instant done = Instant.now();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> failed[0] != null
                            || archive.age(Instant.now())
                                    .filter(age -> Instant.now().minus(age).isAfter(done.plusSeconds(1)))
                                    .isPresent());
        } finally {
            stop.set(true);
            following.join();
        }
        assertThat(failed[0]).isNull();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void say(int count) throws SQLException {
        try (Connection connection = server.administrator().connect();
                Statement statement = connection.createStatement()) {
            for (int said = 0; said < count; said++) {
                rows++;
                statement.execute("INSERT INTO lopez_chat.said VALUES (" + rows + ")");
            }
        }
    }

    private List<Path> sealed() throws IOException {
        try (Stream<Path> entries = Files.list(archived)) {
            return entries.filter(file -> file.toString().endsWith(".sealed"))
                    .sorted()
                    .toList();
        }
    }

    private Instant now() throws SQLException {
        return Instant.parse(
                text(server.administrator(), "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ')"));
    }

    private static void execute(MySqlServer at, String sql) throws SQLException {
        try (Connection connection = at.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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

    /** A server to restore into. */
    private final class Scratch implements AutoCloseable {
        private final EmbeddedMySql mysql;
        private final ManagedProcess process;

        Scratch() throws IOException, InterruptedException, SQLException {
            DirectoryTree.delete(directory.resolve("scratch"));
            mysql = new EmbeddedMySql(
                    distribution,
                    directory.resolve("scratch"),
                    directory.resolve("scratch.log"),
                    directory.resolve("scratch.pid"),
                    FreePorts.next(),
                    "scratch",
                    TlsMode.OFF);
            process = mysql.start();
            mysql.server().commitWithoutDisk();
        }

        MySqlServer server() {
            return mysql.server();
        }

        void empty() throws SQLException {
            execute(server(), "DROP DATABASE IF EXISTS lopez_auth");
            execute(server(), "DROP DATABASE IF EXISTS lopez_chat");
            execute(server(), "RESET MASTER");
        }

        @Override
        public void close() {
            process.stop(EmbeddedMySql.GRACE);
        }
    }
}
