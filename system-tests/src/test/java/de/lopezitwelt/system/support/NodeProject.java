package de.lopezitwelt.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Node project of the tests, copied into {@code target} and installed as its lock file says. */
public record NodeProject(Path directory) {
    private static final Path MODULE = Platform.ROOT.resolve("system-tests");
    private static final Map<String, NodeProject> INSTALLED = new HashMap<>();

    /** Installs it once for all tests. @param source a folder below {@code src/test} */
    public static synchronized NodeProject installed(String source) throws IOException, InterruptedException {
        NodeProject known = INSTALLED.get(source);
        if (known != null) {
            return known;
        }
        Path directory = Files.createDirectories(MODULE.resolve("target/node").resolve(source));
        try (Stream<Path> files = Files.list(MODULE.resolve("src/test").resolve(source))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var project = new NodeProject(directory);
        project.run(Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--silent"));
        INSTALLED.put(source, project);
        return project;
    }

    /** What the command prints, when it succeeds. */
    public String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        Path errors = directory.resolve("errors.log");
        builder.redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s %s", String.join(" ", command), output, Files.readString(errors))
                .isZero();
        return output;
    }
}
