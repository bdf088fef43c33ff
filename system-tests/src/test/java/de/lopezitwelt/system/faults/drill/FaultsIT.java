package de.lopezitwelt.system.faults.drill;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** No event lost, none counted twice, whatever dies. {@code -Dlopez.faults.seed=…} repeats a drill. */
class FaultsIT {
    private static final String FULL = "lopez.faults.full";
    private static final Duration PART = Duration.ofSeconds(Integer.getInteger("lopez.faults.part-seconds", 270));

    private final long seed = Long.getLong("lopez.faults.seed", new Random().nextInt(1_000_000));

    @Test
    @DisabledIfSystemProperty(named = FULL, matches = "true")
    void acknowledgedWritesAndSummariesSurviveEveryKindOfFault(@TempDir Path directory) throws Exception {
        try (Ledger ledger = new Ledger(directory.resolve("ledger"))) {
            Progress progress = Progress.in(directory.resolve("progress"), seed);
            Drill drill = new Drill(Platform.running(), FaultPlan.shortForm(seed), progress, ledger);

            Verdict verdict = drill.run(Duration.ofMinutes(10));

            assertThat(verdict.isClean())
                    .as("%s %s", verdict, verdict.details())
                    .isTrue();
            assertThat(drill.isComplete()).isTrue();
        }
    }

    /** A part of a few minutes that begins where the one before ended, on the same data. */
    @Test
    @EnabledIfSystemProperty(named = FULL, matches = "true")
    void acknowledgedWritesAndSummariesSurviveTheFullDrill() throws Exception {
        Path directory = Path.of(System.getProperty("lopez.faults.directory", "target/faults"));
        Files.createDirectories(directory);
        Progress progress = Progress.in(directory.resolve("progress"), seed);
        Platform platform = Platform.keptIn(directory.resolve("platform"));
        try (Ledger ledger = new Ledger(directory.resolve("ledger"))) {
            Drill drill = new Drill(platform, FaultPlan.fullForm(progress.seed()), progress, ledger);

            Verdict verdict = drill.run(PART);

            assertThat(verdict.isClean())
                    .as("%s %s", verdict, verdict.details())
                    .isTrue();
            progress.save();
            System.out.println(drill.isComplete() ? "Complete." : "Not complete yet: the next part goes on from here.");
            if (drill.isComplete()) {
                Files.createFile(directory.resolve("complete"));
            }
        } finally {
            platform.local().stop();
        }
    }
}
