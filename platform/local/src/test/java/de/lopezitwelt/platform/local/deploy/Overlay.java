package de.lopezitwelt.platform.local.deploy;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The overlays of the project, each rendered once for all tests. */
enum Overlay {
    PRODUCTION("production"),
    TRIAL("trial");

    static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
    private static final Map<Overlay, String> RENDERED = new ConcurrentHashMap<>();

    private final String folder;

    Overlay(String folder) {
        this.folder = folder;
    }

    Path path() {
        return ROOT.resolve("deploy/kubernetes/overlays").resolve(folder);
    }

    synchronized String yaml() throws IOException, InterruptedException {
        String known = RENDERED.get(this);
        if (known == null) {
            known = Kustomize.found(DownloadCache.ofUser(), System.err::println).render(path());
            RENDERED.put(this, known);
        }
        return known;
    }

    Manifests manifests() throws IOException, InterruptedException {
        return Manifests.parse(yaml());
    }
}
