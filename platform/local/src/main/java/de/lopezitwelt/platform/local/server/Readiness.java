package de.lopezitwelt.platform.local.server;

import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for a process to be of use. */
public final class Readiness {
    private static final int POLL_MILLIS = 100;
    private static final Duration WORD_EVERY = Duration.ofSeconds(30);

    private Readiness() {}

    /**
     * Returns when the condition holds.
     *
     * @throws IOException with the end of its log when the process ends first or the time is over; it is stopped then
     */
    public static void await(ManagedProcess process, Path log, Duration limit, BooleanSupplier ready)
            throws IOException, InterruptedException {
        await(process, log, limit, word -> {}, ready);
    }

    /** @param progress is told every half minute that the process is still starting */
    public static void await(
            ManagedProcess process, Path log, Duration limit, Consumer<String> progress, BooleanSupplier ready)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long deadline = start + limit.toNanos();
        long nextWord = start + WORD_EVERY.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > nextWord) {
                progress.accept("%-20s still starting after %d s (%s)"
                        .formatted(
                                process.name(),
                                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                                log));
                nextWord += WORD_EVERY.toNanos();
            }
            if (!process.alive()) {
                throw new IOException(
                        process.name() + " ended while starting. Its last words (" + log + "):\n" + LogTail.of(log));
            }
            if (System.nanoTime() > deadline) {
                process.stop(Duration.ofSeconds(5));
                throw new IOException(process.name() + " was not ready after " + limit.toSeconds()
                        + " s. Its last words (" + log + "):\n" + LogTail.of(log));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
