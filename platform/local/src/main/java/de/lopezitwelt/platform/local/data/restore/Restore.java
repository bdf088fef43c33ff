package de.lopezitwelt.platform.local.data.restore;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupKey;
import de.lopezitwelt.platform.local.data.backup.BackupLoader;
import de.lopezitwelt.platform.local.data.binlog.GtidSet;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Loads a backup into an empty server, and replays the binary log onto it. */
public final class Restore {
    private final Backup backup;
    private final BackupKey key;
    private final Path programs;

    /** @param programs directory of {@code mysqlbinlog} and {@code mysql} */
    public Restore(Backup backup, BackupKey key, Path programs) {
        this.backup = backup;
        this.key = key;
        this.programs = programs;
    }

    /** A backup and the part of the log that is replayed onto it. */
    public record Plan(Backup backup, Replay replay) {}

    /**
     * The newest backup from which the point can be reached.
     *
     * @param backups oldest first
     * @param files of the archive, in order
     * @param known the moment up to which the archive is complete
     * @throws IOException with the reason of the newest backup when none reaches the point
     */
    public static Plan plan(List<Backup> backups, List<Path> files, Instant known, RestorePoint point)
            throws IOException {
        IOException reason = new IOException("there is no backup");
        for (Backup backup : backups.reversed()) {
            try {
                Instant upTo = known.isAfter(backup.moment()) ? known : backup.moment();
                return new Plan(backup, Replay.of(files, GtidSet.parse(backup.gtids()), backup.moment(), upTo, point));
            } catch (IOException unreachable) {
                reason = unreachable;
            }
        }
        throw reason;
    }

    /**
     * Transactions that the backup has are skipped by the server, so running a replay twice changes nothing.
     *
     * @param target connected with an account that has all rights
     * @param work a directory for temporary files
     */
    public void into(MySqlServer target, Replay replay, Path work)
            throws IOException, SQLException, InterruptedException {
        new BackupLoader(backup, key).into(target);
        if (!replay.files().isEmpty() && replay.last().isPresent()) {
            replay(target, replay, work);
        }
    }

    /**
     * Ends every sign-in, because the restored database does not know tokens that were revoked later. All people sign in again;
     * API keys stay as they were.
     */
    public static void endSignIns(MySqlServer target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            // Tokens carry whole seconds: those of this second must count as older.
            statement.execute("UPDATE lopez_auth.users SET updated_at = updated_at, not_before ="
                    + " TIMESTAMPADD(SECOND, 1, CAST(UTC_TIMESTAMP() AS DATETIME(6)))");
            statement.execute("UPDATE lopez_auth.token_families SET revoked_at = UTC_TIMESTAMP(6),"
                    + " revoke_reason = 'logout_everywhere' WHERE revoked_at IS NULL");
            statement.execute("UPDATE lopez_auth.refresh_tokens SET is_revoked = TRUE");
        }
    }

    /** Replays all files in one call: a transaction may use tables that the file before has declared. */
    private void replay(MySqlServer target, Replay replay, Path work) throws IOException, InterruptedException {
        PrivateFiles.directory(work);
        Path options = PrivateFiles.write(work.resolve("client.cnf"), """
                [client]
                user="%s"
                password="%s"
                """.formatted(
                        target.user(), target.password().replace("\\", "\\\\").replace("\"", "\\\"")));
        Path said = work.resolve("replay.log");
        var reading = new ArrayList<String>();
        reading.add(programs.resolve("mysqlbinlog").toString());
        reading.add("--no-defaults");
        reading.add("--stop-position=" + replay.stop());
        replay.files().forEach(file -> reading.add(file.toString()));
        List<String> applying = List.of(
                programs.resolve("mysql").toString(),
                "--defaults-file=" + options,
                "--protocol=TCP",
                "--host=" + target.host(),
                "--port=" + target.port(),
                "--binary-mode");
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(reading).redirectError(ProcessBuilder.Redirect.appendTo(said.toFile())),
                new ProcessBuilder(applying)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                        .redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()))));
        boolean well = true;
        for (Process process : pipeline) {
            well &= process.waitFor() == 0;
        }
        if (!well) {
            throw new IOException("the binary log could not be replayed: "
                    + Files.readString(said).strip());
        }
    }
}
