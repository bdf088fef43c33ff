package de.lopezitwelt.platform.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    Path directory;

    @Test
    void firstRunMakesTheCacheThatLaterOnesUse() throws IOException {
        List<String> options = List.of("-Xms32m", "-XX:AOTCache=startup-2.aot");
        Path old = Files.createFile(directory.resolve("startup-1.aot"));

        assertThat(AotCache.options(options, directory)).containsExactly("-Xms32m", "-XX:AOTCacheOutput=startup-2.aot");
        assertThat(old).as("of another JDK").doesNotExist();

        Files.createFile(directory.resolve("startup-2.aot"));
        assertThat(AotCache.options(options, directory)).isEqualTo(options);
    }
}
