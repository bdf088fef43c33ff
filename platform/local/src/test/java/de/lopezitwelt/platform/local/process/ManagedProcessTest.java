package de.lopezitwelt.platform.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
    @TempDir
    Path directory;

    @Test
    void stopsWhatItStarted() throws IOException {
        ManagedProcess sleeper = start("exec sleep 60");
        assertThat(ManagedProcess.running("sleeper", pidFile())).isPresent();

        sleeper.stop(Duration.ofSeconds(5));

        assertThat(sleeper.alive()).isFalse();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void killsWhatDoesNotStop() throws IOException {
        ManagedProcess deaf = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
        Awaitility.await()
                .until(() -> Files.readString(directory.resolve("log")).contains("deaf"));

        deaf.stop(Duration.ofMillis(200));

        assertThat(deaf.alive()).isFalse();
    }

    @Test
    void processThatTookTheIdIsLeftAlone() throws IOException {
        ManagedProcess other = start("exec sleep 60");
        try {
            ProcessIdentity now = ProcessIdentity.of(other.pid()).orElseThrow();
            var before = new ProcessIdentity(now.pid(), now.startTicks() - 1, now.bootId());
            Files.writeString(pidFile(), before + "\n");

            assertThat(before.alive()).isFalse();
            assertThat(ManagedProcess.running("sleeper", pidFile())).isEmpty();
            assertThat(other.alive()).isTrue();
        } finally {
            other.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void identitySurvivesItsFileForm() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(ProcessIdentity.parse(self.toString())).contains(self);
        assertThat(self.alive()).isTrue();
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("12 x boot")).isEmpty();
    }

    private ManagedProcess start(String script) throws IOException {
        return ManagedProcess.start(new Launch(
                "sleeper", List.of("bash", "-c", script), Map.of(), directory, directory.resolve("log"), pidFile()));
    }

    private Path pidFile() {
        return directory.resolve("sleeper.pid");
    }
}
