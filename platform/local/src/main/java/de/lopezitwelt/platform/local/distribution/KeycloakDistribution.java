package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A Keycloak of Maven Central, an OpenID Connect provider to test against; the platform itself needs none. */
public record KeycloakDistribution(Path archive) {
    /** Finds it in Maven's repository; the first time downloads 180 MB. */
    public static KeycloakDistribution fetch(DownloadCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        String version = Versions.ofBuild().keycloak();
        return new KeycloakDistribution(cache.locked(() -> {
            progress.accept("looking for Keycloak " + version);
            return new MavenArtifacts(cache.directory())
                    .resolve("keycloak-" + version, dependency(version))
                    .getFirst();
        }));
    }

    /** Unpacks it and gives its home below the directory: each start of Keycloak writes into its own. */
    public Path unpackInto(Path directory) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("archive entry leaves its directory: " + entry.getName());
                }
                Files.createDirectories(target.resolveSibling("."));
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
        return directory.resolve("keycloak-" + Versions.ofBuild().keycloak());
    }

    private static String dependency(String version) {
        return """
                <dependency><groupId>org.keycloak</groupId><artifactId>keycloak-quarkus-dist</artifactId>\
                <version>%s</version><type>zip</type><exclusions><exclusion><groupId>*</groupId>\
                <artifactId>*</artifactId></exclusion></exclusions></dependency>\
                """.formatted(version);
    }
}
