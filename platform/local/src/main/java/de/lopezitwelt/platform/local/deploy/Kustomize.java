package de.lopezitwelt.platform.local.deploy;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KubectlDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Renders overlays. */
public final class Kustomize {
    private final Path kubectl;

    public Kustomize(Path kubectl) {
        this.kubectl = kubectl;
    }

    /** Uses the kubectl on the PATH, otherwise one that is downloaded once. */
    public static Kustomize found(DownloadCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(":", -1)) {
            Path known = Path.of(directory, "kubectl");
            if (Files.isExecutable(known)) {
                return new Kustomize(known);
            }
        }
        return new Kustomize(KubectlDistribution.fetch(cache, progress));
    }

    /** @throws IOException with the error message of kubectl */
    public String render(Path overlay) throws IOException, InterruptedException {
        if (!Files.exists(overlay.resolve("kustomization.yaml"))) {
            throw new IOException("no overlay: " + overlay);
        }
        Path errors = Files.createTempFile("kubectl", ".log");
        try {
            Process process = new ProcessBuilder(kubectl.toString(), "kustomize", overlay.toString())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(errors).strip());
            }
            return rendered;
        } finally {
            Files.delete(errors);
        }
    }
}
