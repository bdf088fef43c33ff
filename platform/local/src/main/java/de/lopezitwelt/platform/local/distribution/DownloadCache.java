package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Where unpacked servers are kept for all checkouts of a user; one program at a time changes it. */
public final class DownloadCache {
    /** File locks hold between programs, not between threads of one. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path directory;

    public DownloadCache(Path directory) {
        this.directory = directory;
    }

    /** {@code LOPEZ_CACHE}, else {@code lopez-it-welt} in the user's cache directory (XDG base directories). */
    public static DownloadCache ofUser() {
        String own = System.getenv("LOPEZ_CACHE");
        if (own != null && !own.isBlank()) {
            return new DownloadCache(Path.of(own).toAbsolutePath());
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new DownloadCache(base.resolve("lopez-it-welt").toAbsolutePath());
    }

    Path directory() {
        return directory;
    }

    <T> T locked(Work<T> work) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        THREADS.lockInterruptibly();
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("cannot lock " + directory);
            }
            return work.run();
        } finally {
            THREADS.unlock();
        }
    }

    /** What is done under the lock. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
