package de.lopezitwelt.platform.local.data.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.000001Z");

    @TempDir
    Path path;

    private BackupDirectory directory;

    @BeforeEach
    void create() {
        directory = new BackupDirectory(path.resolve("backups"));
    }

    @Test
    void whatIsBeyondCountAndAgeGoes() throws IOException {
        for (int days : List.of(40, 35, 10, 5, 1)) {
            backup(NOW.minus(Duration.ofDays(days)));
        }

        assertThat(directory.prune(2, 30, NOW)).hasSize(2);

        assertThat(directory.list()).hasSize(3);
        assertThat(directory.prune(2, 3, NOW)).hasSize(1);
        assertThat(directory.list()).hasSize(2);
    }

    @Test
    void theLastGoodOneNeverGoes() throws IOException {
        backup(NOW.minus(Duration.ofDays(90))).verified(NOW);
        Backup good = backup(NOW.minus(Duration.ofDays(80)));
        good.verified(NOW);
        backup(NOW.minus(Duration.ofDays(70)));
        Backup newest = backup(NOW.minus(Duration.ofDays(60)));

        directory.prune(0, 0, NOW);

        assertThat(directory.list()).extracting(Backup::name).containsExactly(good.name(), newest.name());
    }

    @Test
    void whatIsNotWholeHasNoGoodNameAndIsRemovedByTheNextRun() throws IOException {
        Path left = directory.unfinished(NOW);
        Files.writeString(left.resolve(Backup.DATA), "half");

        assertThat(directory.list()).isEmpty();
        directory.unfinished(NOW.plusSeconds(1));
        assertThat(left).doesNotExist();
    }

    @Test
    void namesThatAreNotThereAreAnsweredWithThoseThatAre() throws IOException {
        Backup one = backup(NOW);

        assertThatThrownBy(() -> directory.named("nosuch"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nosuch")
                .hasMessageContaining(one.name());
    }

    private Backup backup(Instant moment) throws IOException {
        Path unfinished = directory.unfinished(moment);
        var manifest = new BackupManifest(1, moment.toString(), "uuid", "8.0.33", "", 1, Map.of(), 0);
        Files.writeString(unfinished.resolve(Backup.MANIFEST), manifest.toJson());
        Files.writeString(unfinished.resolve(Backup.DATA), "data");
        return directory.finish(unfinished);
    }
}
