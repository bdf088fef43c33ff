package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The first conversation of the README, line by line as it stands there, in a shell. */
class ReadmeIT {
    private static final Path OUTPUT = Platform.ROOT.resolve("system-tests/target/readme.txt");

    private final Platform platform = Platform.running();

    @Test
    void itsLinesWorkAndWorkASecondTime() throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(shell(lines()))
                    .contains("message.completed", "391")
                    // The events may take longer than the lines wait for them.
                    .containsPattern("\"total_messages\":|not-found");
        }
    }

    @Test
    void whatFailsSaysWhyAndNothingFollows() throws Exception {
        assertThat(shell(lines().replace("seven cranes over quiet water", "short")))
                .contains("no id in the answer", "\"field\":\"password\"")
                .doesNotContain("no access_token", "message.created");
        assertThat(shell(lines().replace("lopez-offline", "no-such-model")))
                .contains("no id in the answer", "\"field\":\"model\"")
                .doesNotContain("message.created");
        assertThat(shell(lines().replaceFirst("AUTH=\\S+", "AUTH=http://localhost:1")))
                .contains("curl: (7)", "no id in the answer")
                .doesNotContain("message.created");
    }

    private String lines() throws IOException {
        String readme = Files.readString(Platform.ROOT.resolve("README.md"));
        int heading = readme.indexOf("## A first conversation");
        int start = readme.indexOf("```bash\n", heading) + "```bash\n".length();
        String lines = readme.substring(start, readme.indexOf("```", start));
        for (PlatformService service : PlatformService.values()) {
            lines = lines.replace(
                    "http://localhost:" + service.standardPort(),
                    platform.local().url(service).toString());
        }
        return lines;
    }

    private static String shell(String lines) throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", lines)
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start()
                .waitFor();
        return Files.readString(OUTPUT);
    }
}
