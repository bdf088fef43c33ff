package de.lopezitwelt.system.support;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who do something at the same time. */
public final class Parallel {
    private static final int AT_ONCE = 100;

    private Parallel() {}

    /** The results in the order of their numbers, 0 to {@code times} - 1. */
    public static <T> List<T> run(int times, IntFunction<T> task) {
        try (ExecutorService people = Executors.newFixedThreadPool(
                Math.min(times, AT_ONCE), Thread.ofVirtual().factory())) {
            List<CompletableFuture<T>> results = IntStream.range(0, times)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> task.apply(n), people))
                    .toList();
            return results.stream().map(CompletableFuture::join).toList();
        }
    }
}
