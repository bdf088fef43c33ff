package de.lopezitwelt.platform.local.server;

import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a process to be of use. */
public final class Readiness {
    private static final int POLL_MILLIS = 100;

    private Readiness() {}

    /**
     * Returns when the condition holds.
     *
     * @throws IOException with the end of its log when the process ends first or the time is over; it is stopped then
     */
    public static void await(ManagedProcess process, Path log, Duration limit, BooleanSupplier ready)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
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
