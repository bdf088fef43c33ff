package de.lopezitwelt.platform.local.data.binlog;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.data.backup.BackupKey;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of a server's binary log in another place. Files that the server has closed are sealed; the one that it writes is
 * copied in plain form as it grows. Both sides may stop and start: then that file is copied again from its beginning, and the
 * older copy stays until the new one is as long.
 */
public final class BinlogArchive {
    private static final String SEALED = ".sealed";
    private static final String PURPOSE = "lopez binary log ";
    private static final Pattern NAME = Pattern.compile("[\\w.-]+\\.\\d{6,}");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int LEVEL = 3;
    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final BackupKey key;

    public BinlogArchive(Path directory, BackupKey key) {
        this.directory = directory;
        this.key = key;
    }

    /**
     * Follows the server until it is told to stop.
     *
     * @param program mysqlbinlog
     * @param server connected with an account that may read the binary log
     * @throws IOException when the server no longer has the next file: the archive would have a gap
     */
    public void follow(Path program, MySqlServer server, BooleanSupplier stop, Consumer<String> progress)
            throws IOException, InterruptedException {
        Files.createDirectories(open());
        Files.createDirectories(before());
        while (!stop.getAsBoolean()) {
            try {
                String first = first(server);
                setAside();
                progress.accept("following " + server + " from " + first);
                try (var follower =
                        BinlogFollower.start(program, server, first, open(), directory.resolve(".client"))) {
                    while (follower.alive() && !stop.getAsBoolean()) {
                        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                        sealClosed(progress);
                        noteIfLevel(server);
                    }
                    if (!stop.getAsBoolean()) {
                        progress.accept("the server has gone: " + follower.words());
                    }
                }
            } catch (SQLException away) {
                progress.accept("the server does not answer: " + away.getMessage());
            }
            if (!stop.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
    }

    /** How long ago the archive was last complete; empty when it never was. */
    public Optional<Duration> age(Instant now) throws IOException {
        return Files.exists(level())
                ? Optional.of(
                        Duration.between(Files.getLastModifiedTime(level()).toInstant(), now))
                : Optional.empty();
    }

    /**
     * All files of the archive, opened, in the order in which they were written.
     *
     * @throws IOException when one is missing between two others, or does not open
     */
    public List<Path> openInto(Path target) throws IOException {
        Files.createDirectories(target);
        var names = new TreeSet<String>();
        for (Path place : List.of(directory, open(), before())) {
            names.addAll(names(place));
        }
        var files = new ArrayList<Path>();
        long last = -1;
        for (String name : names) {
            long number = number(name);
            if (last >= 0 && number != last + 1) {
                throw new IOException("the archive " + directory + " has a gap: between "
                        + files.getLast().getFileName() + " and " + name + " a file is missing");
            }
            last = number;
            Path file = target.resolve(name);
            Path sealed = directory.resolve(name + SEALED);
            if (Files.exists(sealed)) {
                unseal(sealed, name, file);
            } else {
                Files.copy(longer(name), file);
            }
            files.add(file);
        }
        return files;
    }

    private Path open() {
        return directory.resolve("open");
    }

    private Path before() {
        return directory.resolve("before");
    }

    private Path level() {
        return directory.resolve("level");
    }

    /** The next file: the last one that is not sealed; on the first run, the oldest one of the server. */
    private String first(MySqlServer server) throws SQLException, IOException {
        List<String> onServer = onServer(server);
        var unsealed = new TreeSet<>(names(open()));
        unsealed.addAll(names(before()));
        List<String> sealed = names(directory);
        String next;
        if (!unsealed.isEmpty()) {
            next = unsealed.first();
        } else if (sealed.isEmpty()) {
            return onServer.getFirst();
        } else {
            next = after(sealed.getLast());
        }
        if (!onServer.contains(next)) {
            throw new IOException("gap: the archive goes on with " + next + ", and the server has only "
                    + onServer.getFirst() + " to " + onServer.getLast() + "; take a backup and begin a new archive");
        }
        return next;
    }

    private static List<String> onServer(MySqlServer server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            if (names.isEmpty()) {
                throw new SQLException("the server writes no binary log");
            }
            return names;
        }
    }

    /** Keeps the earlier copy of the growing file until it has been copied again. */
    private void setAside() throws IOException {
        for (String name : names(open())) {
            Path old = before().resolve(name);
            Path newer = open().resolve(name);
            if (!Files.exists(old) || Files.size(old) <= Files.size(newer)) {
                Files.move(newer, old, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(newer);
            }
        }
    }

    /** A file is closed when a later one exists. */
    private void sealClosed(Consumer<String> progress) throws IOException {
        List<String> followed = names(open());
        for (String name : followed) {
            Path kept = before().resolve(name);
            if (Files.exists(kept) && Files.size(open().resolve(name)) >= Files.size(kept)) {
                Files.delete(kept);
            }
            if (!name.equals(followed.getLast())) {
                seal(name);
                progress.accept("sealed " + name);
            }
        }
    }

    private void seal(String name) throws IOException {
        Path plain = open().resolve(name);
        Path part = directory.resolve(name + ".part");
        try (FileChannel file = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream sealed =
                    key.seal(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), PURPOSE + name);
            try (var out = new ZstdOutputStream(sealed, LEVEL)) {
                Files.copy(plain, out);
            }
        }
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, directory.resolve(name + SEALED), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(plain);
    }

    private void unseal(Path sealed, String name, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(sealed);
                var opened = new ZstdInputStream(key.open(new BufferedInputStream(in, BUFFER), PURPOSE + name))) {
            Files.copy(opened, target);
        } catch (IOException broken) {
            throw new IOException(
                    "the archive's " + name + " was changed or damaged, or sealed with another key", broken);
        }
    }

    private Path longer(String name) throws IOException {
        Path newer = open().resolve(name);
        Path old = before().resolve(name);
        if (!Files.exists(old)) {
            return newer;
        }
        return Files.exists(newer) && Files.size(newer) >= Files.size(old) ? newer : old;
    }

    /** Notes the moment at which the archive is complete. */
    private void noteIfLevel(MySqlServer server) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            String last = "";
            long size = 0;
            while (rows.next()) {
                last = rows.getString(1);
                size = rows.getLong(2);
            }
            Path copy = open().resolve(last);
            if (Files.exists(copy) && Files.size(copy) >= size) {
                if (!Files.exists(level())) {
                    Files.createFile(level());
                }
                Files.setLastModifiedTime(level(), FileTime.from(Instant.now()));
            }
        }
    }

    private static List<String> names(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.endsWith(SEALED) ? name.substring(0, name.length() - SEALED.length()) : name)
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String after(String name) {
        int dot = name.lastIndexOf('.') + 1;
        String digits = name.substring(dot);
        return name.substring(0, dot) + "%%0%dd".formatted(digits.length()).formatted(number(name) + 1);
    }
}
