package de.lopezitwelt.platform.local.deploy;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the images of the packaged services with podman or docker. Their files have a fixed time, so that the same
 * input gives the same image.
 *
 * @param root the checkout with the packaged services
 * @param work directory for build contexts
 * @param engine {@code podman} or {@code docker}
 */
public record ImageBuild(Path root, Path work, String engine) {
    /** Modules of the runtime: all of Java SE, because libraries load modules that no tool finds, and further ones that services use. */
    private static final String MODULES =
            "java.se,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs";

    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** The engine on the PATH. */
    public static String engineOnPath() throws IOException {
        for (String name : List.of("podman", "docker")) {
            for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
                if (Files.isExecutable(Path.of(directory, name))) {
                    return name;
                }
            }
        }
        throw new IOException("neither podman nor docker is on the PATH");
    }

    /**
     * Builds one image and returns its name.
     *
     * @param base image with the system's libraries; null for the one in the Dockerfile
     */
    public String build(PlatformService service, String version, @Nullable String base)
            throws IOException, InterruptedException {
        Path context = context(service);
        String image = "lopez/" + service.serviceName() + ":" + version;
        var command = new ArrayList<String>(List.of(
                engine,
                "build",
                "--file",
                root.resolve("deploy/images/Dockerfile").toString()));
        if (engine.equals("podman")) {
            command.addAll(List.of("--timestamp", "0", "--format", "oci"));
        }
        if (base != null) {
            command.addAll(List.of("--build-arg", "BASE=" + base));
        }
        command.addAll(List.of(
                "--build-arg",
                "SERVICE=" + service.serviceName(),
                "--build-arg",
                "VERSION=" + version,
                "--tag",
                image,
                context.toString()));
        run(command);
        return image;
    }

    /** Writes an image to a file, for machines without a registry. */
    public Path save(String image, Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve(image.replaceAll("[/:]", "-") + ".tar");
        Files.createDirectories(directory);
        Files.deleteIfExists(file);
        run(List.of(engine, "save", "--output", file.toString(), image));
        return file;
    }

    /** Prepares the files for the Dockerfile: runtime, libraries and program, each a layer, because they change at different times. */
    Path context(PlatformService service) throws IOException, InterruptedException {
        Path built = root.resolve(service.serviceName()).resolve("target");
        Path context = work.resolve(service.serviceName());
        DirectoryTree.delete(context);
        Files.createDirectories(context.resolve("app"));
        copy(runtime(), context.resolve("runtime"));
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new IOException(service.serviceName() + " is not built: ./lopez up or mvn package builds it");
        }
        copy(built.resolve("lib"), context.resolve("lib"));
        try (Stream<Path> files = Files.list(built)) {
            Path runner = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(service.serviceName() + " is not built"));
            Files.copy(runner, context.resolve("app/app.jar"));
        }
        try (Stream<Path> all = Files.walk(context)) {
            for (Path file : all.toList()) {
                Files.setLastModifiedTime(file, NEVER);
            }
        }
        return context;
    }

    private Path runtime() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"));
        Path runtime = work.resolve("runtime-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "-"));
        if (!Files.exists(runtime)) {
            Path fresh = work.resolve("runtime.new");
            DirectoryTree.delete(fresh);
            Files.createDirectories(work);
            run(List.of(
                    home.resolve("bin/jlink").toString(),
                    "--add-modules",
                    MODULES,
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--compress",
                    "zip-6",
                    "--output",
                    fresh.toString()));
            Files.move(fresh, runtime);
        }
        return runtime;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed with " + process.exitValue());
        }
    }
}
