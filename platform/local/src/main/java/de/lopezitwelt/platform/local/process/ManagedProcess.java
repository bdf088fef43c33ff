package de.lopezitwelt.platform.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process that was started here, now or by an earlier run, and that may therefore be stopped here. */
public final class ManagedProcess {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final ProcessIdentity identity;
    private final Path pidFile;

    private ManagedProcess(String name, ProcessIdentity identity, Path pidFile) {
        this.name = name;
        this.identity = identity;
        this.pidFile = pidFile;
    }

    /** Starts it in a session of its own, so that a Ctrl-C in the terminal reaches this program alone. */
    public static ManagedProcess start(Launch launch) throws IOException {
        Files.createDirectories(parent(launch.log()));
        Files.createDirectories(parent(launch.pidFile()));
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        long pid = builder.start().pid();
        ProcessIdentity identity = ProcessIdentity.of(pid)
                .orElseThrow(() -> new IOException(launch.name() + " ended at once; see " + launch.log()));
        Files.writeString(launch.pidFile(), identity + "\n");
        return new ManagedProcess(launch.name(), identity, launch.pidFile());
    }

    /** The process a file of an earlier run names, if that very process still runs. */
    public static Optional<ManagedProcess> running(String name, Path pidFile) {
        try {
            return ProcessIdentity.parse(Files.readString(pidFile))
                    .filter(ProcessIdentity::alive)
                    .map(identity -> new ManagedProcess(name, identity, pidFile));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return identity.pid();
    }

    public boolean alive() {
        return identity.alive();
    }

    /** Asks it to end, waits for at most the grace, then ends it. Does nothing to a process that took its id since. */
    public void stop(Duration grace) {
        terminate();
        if (!endedWithin(grace)) {
            kill();
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException left) {
            System.err.println("Left behind: " + pidFile);
        }
    }

    /** Asks it to end and returns at once. */
    public void terminate() {
        if (identity.alive()) {
            ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    /** Ends it without a chance to tidy up: what tests of recovery need. */
    public void kill() {
        if (identity.alive()) {
            ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        endedWithin(Duration.ofSeconds(10));
    }

    /** Stops them all at the same time. */
    public static void stopAll(List<ManagedProcess> processes, Duration grace) {
        processes.forEach(ManagedProcess::terminate);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            processes.forEach(process -> executor.execute(() -> process.stop(grace)));
        }
    }

    private boolean endedWithin(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (identity.alive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
