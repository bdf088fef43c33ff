package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.data.backup.BackupDirectory;
import de.lopezitwelt.platform.local.data.backup.BackupKey;
import de.lopezitwelt.platform.local.data.binlog.BinlogArchive;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where backups are and what opens them, as every command about them is told. */
final class BackupPlace {
    @Option(
            names = "--backups",
            paramLabel = "directory",
            description = "Where backups are (default: LOPEZ_BACKUP_DIR, else backups in the state directory).")
    private @Nullable Path backups;

    @Option(
            names = "--key",
            paramLabel = "file",
            description = "What seals them (default: LOPEZ_BACKUP_KEY, else backup-key.json in the state directory).")
    private @Nullable Path key;

    @Option(
            names = "--archive",
            paramLabel = "directory",
            description =
                    "Where the binary log is kept (default: LOPEZ_ARCHIVE_DIR, else binlog-archive in the state directory).")
    private @Nullable Path archive;

    BackupDirectory directory(LocalPlatform platform) {
        return new BackupDirectory(
                named(backups, "LOPEZ_BACKUP_DIR", platform.settings().state().backups()));
    }

    BackupKey key(LocalPlatform platform) throws IOException {
        return BackupKey.in(
                named(key, "LOPEZ_BACKUP_KEY", platform.settings().state().backupKey()));
    }

    BinlogArchive archive(LocalPlatform platform) throws IOException {
        return new BinlogArchive(
                named(archive, "LOPEZ_ARCHIVE_DIR", platform.settings().state().binlogArchive()), key(platform));
    }

    private static Path named(@Nullable Path option, String variable, Path otherwise) {
        String environment = System.getenv().getOrDefault(variable, "");
        if (option != null) {
            return option.toAbsolutePath();
        }
        return environment.isBlank() ? otherwise : Path.of(environment).toAbsolutePath();
    }
}
