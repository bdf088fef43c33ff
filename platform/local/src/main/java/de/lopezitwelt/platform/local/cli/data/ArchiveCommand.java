package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.backup.BackupAccount;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the binary log elsewhere, as it grows. */
@Command(
        name = "archive",
        description = {
            "Follows the server's binary log until Ctrl-C, and seals each file that the server has closed.",
            "Stopped or cut off, it goes on without a gap as long as the server still has what comes next."
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        LocalPlatform platform = Workplace.current().platform();
        Path program = MySqlDistribution.fetch(
                        platform.settings().cache(), progress -> System.out.println("  " + progress))
                .programs()
                .resolve("mysqlbinlog");
        MySqlServer server = BackupAccount.on(platform.mysql(), platform.backupPassword());
        place.archive(platform).follow(program, server, () -> false, System.out::println);
        return 0;
    }
}
