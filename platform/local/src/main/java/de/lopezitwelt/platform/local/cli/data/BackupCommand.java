package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupAccount;
import de.lopezitwelt.platform.local.data.backup.BackupDirectory;
import de.lopezitwelt.platform.local.data.backup.BackupWriter;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies all schemas, as they are at one moment. */
@Command(
        name = "backup",
        description = {
            "Copies accounts, schemas, rows and rights of one moment into a sealed file; everything goes on meanwhile.",
            "Not in it: the key that seals it, the keysets and peppers of the services, files in S3."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @Option(
            names = "--keep",
            paramLabel = "count",
            description = "This many of the newest stay, however old (default: ${DEFAULT-VALUE}).",
            defaultValue = "7")
    private int count;

    @Option(
            names = "--keep-days",
            paramLabel = "days",
            description = "Those younger stay, however many (default: ${DEFAULT-VALUE}).",
            defaultValue = "30")
    private int days;

    @Option(names = "--list", description = "Show what there is; take none.")
    private boolean list;

    @Option(names = "--verify", description = "Prove it at once, as ./lopez db verify does.")
    private boolean verify;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--keep must be at least 1, not " + count);
        }
        if (days < 0) {
            throw new ParameterException(spec.commandLine(), "--keep-days must not be negative: " + days);
        }
        LocalPlatform platform = Workplace.current().platform();
        BackupDirectory directory = place.directory(platform);
        if (list) {
            return show(directory);
        }
        MySqlServer server = BackupAccount.on(platform.mysql(), platform.backupPassword());
        Backup backup = new BackupWriter(
                        server, directory, place.key(platform), schema -> System.out.println("  " + schema))
                .take(Arrays.stream(PlatformService.values())
                        .map(PlatformService::schema)
                        .toList());
        System.out.printf(
                "%s: %,d rows as of %s, %,d bytes%n",
                backup.directory(), backup.rows(), backup.moment(), backup.bytes());
        if (backup.filesInS3() > 0) {
            System.out.printf("Not in it: %,d files in S3; copy the bucket as well.%n", backup.filesInS3());
        }
        int code = verify ? Verifying.run(platform, backup, place.key(platform)) : 0;
        for (String gone : directory.prune(count, days, Instant.now())) {
            System.out.println("Removed " + gone);
        }
        return code;
    }

    private static int show(BackupDirectory directory) throws IOException {
        for (Backup backup : directory.list()) {
            System.out.printf(
                    "%s  %,12d rows  %,14d bytes  %s%n",
                    backup.name(),
                    backup.rows(),
                    backup.bytes(),
                    backup.verifiedAt().map(at -> "verified " + at).orElse("not verified"));
        }
        return 0;
    }
}
