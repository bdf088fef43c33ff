package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.data.backup.BackupKey;
import de.lopezitwelt.platform.local.data.backup.BackupVerification;
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
import java.sql.SQLException;
import java.util.List;

/** Proves a backup in a server that exists for as long as that takes. */
final class Verifying {
    private Verifying() {}

    /** @return the exit code: 1 when the backup is not what it says */
    static int run(LocalPlatform platform, Backup backup, BackupKey key)
            throws IOException, SQLException, InterruptedException {
        Path home = PrivateFiles.directory(platform.settings().state().path().resolve("verify"));
        DirectoryTree.delete(home);
        PrivateFiles.directory(home);
        var scratch = new EmbeddedMySql(
                MySqlDistribution.fetch(platform.settings().cache(), progress -> System.out.println("  " + progress)),
                home,
                home.resolve("mysql.log"),
                home.resolve("mysql.pid"),
                FreePorts.next(),
                platform.backupPassword(),
                TlsMode.OFF);
        ManagedProcess process = scratch.start();
        List<String> differences;
        try {
            Path keyset = platform.keysetFile();
            differences =
                    new BackupVerification(backup, key, Files.exists(keyset) ? keyset : null).in(scratch.server());
        } finally {
            process.stop(EmbeddedMySql.GRACE);
            DirectoryTree.delete(home);
        }
        if (differences.isEmpty()) {
            System.out.printf("%s is good: %,d rows restored and compared%n", backup.name(), backup.rows());
            return 0;
        }
        differences.forEach(difference -> System.err.println("lopez: " + difference));
        return 1;
    }
}
