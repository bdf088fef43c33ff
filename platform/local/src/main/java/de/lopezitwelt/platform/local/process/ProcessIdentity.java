package de.lopezitwelt.platform.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process by its id, its start in clock ticks and the boot it belongs to, so that a recycled id is never taken for it.
 * Linux only, as the embedded MySQL is.
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {
    /** proc(5): fields after the command name begin with the state, field 3; the start time is field 22. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    /** The process that has this id now, or none. */
    public static Optional<ProcessIdentity> of(long pid) {
        String[] fields = stat(pid);
        return fields == null
                ? Optional.empty()
                : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]), currentBoot()));
    }

    /** Reads what {@link #toString()} wrote; anything else is no process. */
    public static Optional<ProcessIdentity> parse(String line) {
        String[] parts = line.strip().split(" ");
        try {
            return parts.length == 3
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]))
                    : Optional.empty();
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }

    /** Whether this very process still runs; one that ended but was not reaped does not. */
    public boolean alive() {
        String[] fields = stat(pid);
        return fields != null
                && !fields[STATE].equals("Z")
                && !fields[STATE].equals("X")
                && Long.parseLong(fields[START_TIME]) == startTicks
                && currentBoot().equals(bootId);
    }

    @Override
    public String toString() {
        return pid + " " + startTicks + " " + bootId;
    }

    private static String @Nullable [] stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return fields.length > START_TIME ? fields : null;
        } catch (IOException | StringIndexOutOfBoundsException gone) {
            return null;
        }
    }

    private static String currentBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
