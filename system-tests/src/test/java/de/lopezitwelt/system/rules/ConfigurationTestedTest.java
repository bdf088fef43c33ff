package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each configuration interface has a test of its defaults and of every key. */
class ConfigurationTestedTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\([^)]*\\)\\s*(?:public )?interface (\\w+)");

    @Test
    void everyConfigurationInterfaceIsReadByATest() throws IOException {
        List<String> tests = texts("/src/test/java/").stream()
                .filter(text -> text.contains("ConfigMappings.defaults"))
                .toList();
        List<String> mappings = texts("/src/main/java/").stream()
                .flatMap(text -> MAPPING.matcher(text).results().map(found -> found.group(1)))
                .toList();

        assertThat(mappings)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(tests)
                        .as("tests that read " + name)
                        .anyMatch(text -> text.contains(name + ".class")));
    }

    private static List<String> texts(String below) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(below))
                    .map(ConfigurationTestedTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
