package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupDirectory;
import de.lopezitwelt.platform.local.data.binlog.BinlogArchive;
import de.lopezitwelt.platform.local.data.binlog.GtidSet;
import de.lopezitwelt.platform.local.data.restore.Restore;
import de.lopezitwelt.platform.local.data.restore.RestorePoint;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the data of one moment back, beside the server that runs. */
@Command(
        name = "restore",
        description = {
            "Loads a backup into a new server's directory and replays the archived binary log onto it.",
            "The server that runs is not touched. All sign-ins in the new one are ended."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @ArgGroup
    private @Nullable Point point;

    @Option(
            names = "--into",
            paramLabel = "directory",
            description = "Of the new server; must not be there yet (default: restored in the state directory).")
    private @Nullable Path into;

    @Parameters(arity = "0..1", paramLabel = "backup", description = "Its name (default: the newest that will do).")
    private @Nullable String name;

    /** One of them, or none for everything that there is. */
    private static final class Point {
        @Option(
                names = "--to-time",
                paramLabel = "time",
                description = "What was committed then or before, for example 2026-11-30T14:05:09.123456+01:00.")
        private @Nullable String time;

        @Option(names = "--to-gtid", paramLabel = "set", description = "These transactions and no more.")
        private @Nullable String gtids;

        @Option(
                names = "--before-statement",
                paramLabel = "text",
                description = "What came before the last change of tables with this text, for example 'DROP TABLE'.")
        private @Nullable String statement;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        RestorePoint wanted = wanted();
        LocalPlatform platform = Workplace.current().platform();
        Path target = into == null ? platform.settings().state().path().resolve("restored") : into.toAbsolutePath();
        if (Files.exists(target)) {
            throw new IOException("the target is not empty: " + target + " is there already. Nothing was changed");
        }
        BackupDirectory directory = place.directory(platform);
        List<Backup> backups = name == null ? directory.list() : List.of(directory.named(name));
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        DirectoryTree.delete(unfinished);
        PrivateFiles.directory(unfinished);
        Path work = unfinished.resolve("work");
        try {
            BinlogArchive archive = place.archive(platform);
            Instant now = Instant.now();
            List<Path> files = archive.openInto(work);
            Restore.Plan plan = Restore.plan(
                    backups, files, now.minus(archive.age(now).orElse(Duration.between(Instant.EPOCH, now))), wanted);
            System.out.println(
                    "Backup " + plan.backup().name() + " of " + plan.backup().moment());
            plan.replay()
                    .last()
                    .ifPresent(last -> System.out.println(
                            "and what was committed since, up to " + last.committedAt() + " (" + last.gtid() + ")"));
            plan.replay()
                    .cut()
                    .ifPresent(cut -> System.out.println(
                            "The first that does not come back: " + cut.committedAt() + " (" + cut.gtid() + ") "
                                    + String.join(
                                            "; ",
                                            cut.statements().stream()
                                                    .filter(statement -> !statement.startsWith("BEGIN"))
                                                    .toList())));
            restore(platform, plan, unfinished, work);
            DirectoryTree.delete(work);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            DirectoryTree.delete(unfinished);
        }
        System.out.println("Restored: " + target);
        System.out.println(
                "Before services run on it, read docs/backup.md, After a restore: events that were published since"
                        + " still stand in Kafka.");
        return 0;
    }

    private void restore(LocalPlatform platform, Restore.Plan plan, Path home, Path work)
            throws IOException, SQLException, InterruptedException {
        MySqlDistribution distribution =
                MySqlDistribution.fetch(platform.settings().cache(), progress -> System.out.println("  " + progress));
        var server = new EmbeddedMySql(
                distribution,
                home,
                work.resolve("mysql.log"),
                work.resolve("mysql.pid"),
                FreePorts.next(),
                platform.mysql().password(),
                TlsMode.OFF);
        ManagedProcess process = server.start();
        try {
            new Restore(plan.backup(), place.key(platform), distribution.programs())
                    .into(server.server(), plan.replay(), work.resolve("client"));
            Restore.endSignIns(server.server());
        } finally {
            process.stop(EmbeddedMySql.GRACE);
        }
    }

    private RestorePoint wanted() {
        if (point == null) {
            return new RestorePoint.Latest();
        }
        try {
            if (point.time != null) {
                Instant moment = OffsetDateTime.parse(point.time).toInstant();
                if (moment.isAfter(Instant.now())) {
                    throw new ParameterException(spec.commandLine(), "--to-time is in the future: " + point.time);
                }
                return new RestorePoint.Time(moment);
            }
            if (point.gtids != null) {
                return new RestorePoint.Transactions(GtidSet.parse(point.gtids));
            }
        } catch (DateTimeParseException noTime) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--to-time needs a time with its zone, like 2026-11-30T14:05:09.123456+01:00, not " + point.time,
                    noTime);
        } catch (IllegalArgumentException noSet) {
            throw new ParameterException(spec.commandLine(), "--to-gtid: " + noSet.getMessage(), noSet);
        }
        if (point.statement == null || point.statement.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--before-statement needs a text");
        }
        return new RestorePoint.BeforeStatement(point.statement);
    }
}
