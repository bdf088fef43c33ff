package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.architecture.RoomRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No source folder of any module, tests included, holds more types than {@link RoomRules} allows a package. */
class RoomsTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));

    @Test
    void everyFolderHoldsFewTypes() throws IOException {
        Map<String, Integer> held = types();

        assertThat(held).hasSizeGreaterThan(200);
        assertThat(RoomRules.violations(held)).isEmpty();
    }

    private static Map<String, Integer> types() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(ROOT::relativize)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().matches(".*/src/(?:main|test)/java/.*"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(file -> file.resolveSibling("").toString(), file -> 1, Integer::sum));
        }
    }
}
