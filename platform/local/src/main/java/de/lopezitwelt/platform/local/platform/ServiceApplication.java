package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A packaged service: a runner jar with its libraries beside it. */
record ServiceApplication(PlatformService service, PlatformSettings settings) {
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private static final CopyOption COPY_TIMES = StandardCopyOption.COPY_ATTRIBUTES;

    /** Brings the copy that runs up to date with the build. */
    void copyFromBuild() throws IOException {
        Path built = settings.root().resolve(service.serviceName()).resolve("target");
        Path jar = runnerJar(built);
        Path copy = settings.state().application(service);
        Path runner = copy.resolve(jar.getFileName());
        if (Files.exists(runner)
                && Files.getLastModifiedTime(runner).equals(Files.getLastModifiedTime(jar))
                && Files.size(runner) == Files.size(jar)) {
            return;
        }
        DirectoryTree.delete(copy);
        Files.createDirectories(copy.resolve("lib"));
        try (Stream<Path> libraries = Files.list(built.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, copy.resolve("lib").resolve(library.getFileName()), COPY_TIMES);
            }
        }
        Files.copy(jar, runner, COPY_TIMES);
    }

    Launch launch(String instance, Path configuration, Map<String, String> environment) throws IOException {
        Path directory = settings.state().application(service);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(AotCache.options(settings.jvmOptions(), directory));
        command.add("-jar");
        command.add(runnerJar(directory).toString());
        var all = new HashMap<>(settings.environment().getOrDefault(service, Map.of()));
        // glibc otherwise keeps freed memory of each thread in an arena of its own
        all.put("MALLOC_ARENA_MAX", "2");
        all.put("QUARKUS_CONFIG_LOCATIONS", configuration.toUri().toString());
        all.putAll(environment);
        StateDirectory state = settings.state();
        return new Launch(instance, command, all, directory, state.log(instance), state.pidFile(instance));
    }

    private Path runnerJar(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                var runner = files.filter(file -> file.toString().endsWith("-runner.jar"))
                        .findFirst();
                if (runner.isPresent()) {
                    return runner.get();
                }
            }
        }
        throw new IOException(service.serviceName() + " is not built: no runner jar in " + directory);
    }
}
