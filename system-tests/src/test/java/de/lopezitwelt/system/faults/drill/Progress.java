package de.lopezitwelt.system.faults.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far a drill has come, over all its parts. */
final class Progress {
    private static final String SEED = "seed";
    private static final String NEXT = "next";
    private static final String BEGAN = "began";

    private final Path file;
    private final Map<String, Long> counts = new TreeMap<>();
    private Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private long seed;
    private int next;

    private Progress(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /** What the file says, or a new drill of the given seed. */
    static Progress in(Path file, long seed) throws IOException {
        Progress progress = new Progress(file, seed);
        if (Files.exists(file)) {
            var stored = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                stored.load(reader);
            }
            stored.forEach((name, value) -> progress.restore(name.toString(), Long.parseLong(value.toString())));
        }
        return progress;
    }

    long seed() {
        return seed;
    }

    /** When the first part did. */
    Instant began() {
        return began;
    }

    /** Index of the next fault of the plan. */
    int next() {
        return next;
    }

    void faultDone() {
        next++;
    }

    synchronized void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    void save() throws IOException {
        var stored = new Properties();
        counts.forEach((name, value) -> stored.setProperty(name, value.toString()));
        stored.setProperty(SEED, Long.toString(seed));
        stored.setProperty(BEGAN, Long.toString(began.getEpochSecond()));
        stored.setProperty(NEXT, Integer.toString(next));
        try (var writer = Files.newBufferedWriter(file)) {
            stored.store(writer, null);
        }
    }

    private void restore(String name, long value) {
        switch (name) {
            case SEED -> seed = value;
            case BEGAN -> began = Instant.ofEpochSecond(value);
            case NEXT -> next = (int) value;
            default -> counts.put(name, value);
        }
    }

    @Override
    public synchronized String toString() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
