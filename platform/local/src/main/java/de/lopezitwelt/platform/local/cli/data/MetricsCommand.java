package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.backup.Backup;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How old backups are, as Prometheus reads it. */
@Command(
        name = "metrics",
        description = "How old the newest backup, the newest verified one and the archive are, as Prometheus reads it.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @Override
    public Integer call() throws IOException {
        LocalPlatform platform = Workplace.current().platform();
        Instant now = Instant.now();
        List<Backup> backups = place.directory(platform).list();
        Backup verified = null;
        for (Backup backup : backups) {
            if (backup.verifiedAt().isPresent()) {
                verified = backup;
            }
        }
        print(
                "backup_age_seconds",
                "Since the newest backup was taken.",
                age(backups.isEmpty() ? null : backups.getLast(), now));
        print("backup_verified_age_seconds", "Since the newest verified backup was taken.", age(verified, now));
        print(
                "backup_archive_age_seconds",
                "Since the archive had all of the binary log.",
                place.archive(platform).age(now).orElse(null));
        return 0;
    }

    private static @Nullable Duration age(@Nullable Backup backup, Instant now) {
        return backup == null ? null : Duration.between(backup.moment(), now);
    }

    private static void print(String name, String help, @Nullable Duration age) {
        System.out.println("# HELP " + name + " " + help);
        System.out.println("# TYPE " + name + " gauge");
        System.out.println(name + " " + (age == null ? "+Inf" : Double.toString(age.toMillis() / 1e3)));
    }
}
