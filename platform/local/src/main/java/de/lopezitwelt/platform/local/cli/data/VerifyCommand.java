package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupDirectory;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proves a backup. */
@Command(
        name = "verify",
        description = {
            "Puts a backup into a server of its own, compares every table with what was counted when it was taken,",
            "and opens one sealed column. Exit code 1 when something differs."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @Parameters(arity = "0..1", paramLabel = "backup", description = "Its name (default: the newest).")
    private @Nullable String name;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        LocalPlatform platform = Workplace.current().platform();
        BackupDirectory directory = place.directory(platform);
        Backup backup = name == null
                ? directory.newest().orElseThrow(() -> new IOException("no backups in " + directory.path()))
                : directory.named(name);
        return Verifying.run(platform, backup, place.key(platform));
    }
}
