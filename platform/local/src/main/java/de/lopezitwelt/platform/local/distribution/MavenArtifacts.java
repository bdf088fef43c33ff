package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Resolves artifacts with the Maven on the PATH, so that its settings, mirrors and cache apply to them. */
final class MavenArtifacts {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";
    private static final int TIMEOUT_MINUTES = 30;

    private final Path cache;

    MavenArtifacts(Path cache) {
        this.cache = cache;
    }

    /** The files of the dependencies and all they need; asked of Maven once, then remembered while the files exist. */
    List<Path> resolve(String name, String dependencies) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(cache.resolve(name));
        Path remembered = directory.resolve("classpath.txt");
        if (Files.exists(remembered)) {
            List<Path> files = paths(Files.readString(remembered));
            if (files.stream().allMatch(Files::exists)) {
                return files;
            }
        }
        Files.writeString(directory.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>de.lopezitwelt.local</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, dependencies));
        Path fresh = directory.resolve("classpath.new");
        run(directory, fresh);
        Files.move(fresh, remembered, StandardCopyOption.REPLACE_EXISTING);
        return paths(Files.readString(remembered));
    }

    private static void run(Path directory, Path output) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        directory.resolve("pom.xml").toString(),
                        PLUGIN,
                        "-Dmdep.outputFile=" + output)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("maven.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        if (!maven.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            maven.destroy();
        }
        if (maven.waitFor() != 0) {
            throw new IOException("Maven could not fetch it: "
                    + Files.readString(directory.resolve("maven.log")).strip());
        }
    }

    private static List<Path> paths(String classpath) {
        return Arrays.stream(classpath.strip().split(":")).map(Path::of).toList();
    }
}
