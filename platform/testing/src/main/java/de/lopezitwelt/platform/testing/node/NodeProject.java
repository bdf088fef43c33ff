package de.lopezitwelt.platform.testing.node;

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

/** A Node project of a module's tests, copied into {@code target} and installed as its lock file says. */
public record NodeProject(Path directory) {
    /** Tests run in their module. */
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static final Map<String, NodeProject> INSTALLED = new HashMap<>();

    /**
     * Installs it once for all tests of a module.
     *
     * @param source a folder below {@code src/test} of the module under test
     */
    public static NodeProject installed(String source) throws IOException, InterruptedException {
        return installed(MODULE, source);
    }

    /** As above, a project that another module's tests run too. @param module its folder's name */
    public static NodeProject installedFrom(String module, String source) throws IOException, InterruptedException {
        return installed(MODULE.resolveSibling(module), source);
    }

    private static synchronized NodeProject installed(Path module, String source)
            throws IOException, InterruptedException {
        NodeProject known = INSTALLED.get(source);
        if (known != null) {
            return known;
        }
        Path directory = Files.createDirectories(MODULE.resolve("target/node").resolve(source));
        try (Stream<Path> files = Files.list(module.resolve("src/test").resolve(source))) {
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
        Path errors = directory.resolve("errors.log");
        Process process = builder(environment, command, errors).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s %s", String.join(" ", command), output, Files.readString(errors))
                .isZero();
        return output;
    }

    /** Starts a program that serves until it is closed. Its first line of output is the port that it listens on. */
    public NodeServer serve(String script) throws IOException {
        Path errors = directory.resolve(script + ".log");
        return NodeServer.started(
                builder(Map.of(), List.of("node", script), errors).start(), errors);
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> command, Path errors) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder;
    }
}
