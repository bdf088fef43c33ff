package de.lopezitwelt.auth.password;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Threads that run bcrypt, with a bounded queue, so that a flood of passwords neither starves the event loops nor piles
 * up. Results come back on the caller's Vert.x context.
 */
final class HashingPool implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    private final AtomicLong started = new AtomicLong();

    HashingPool(String name, int threads, int queueLength) {
        ThreadFactory factory =
                Thread.ofPlatform().name(name + "-", 0).daemon(true).factory();
        executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLength), factory);
    }

    /** Fails with {@link HashingOverloadedException}, at once, when the queue is full. */
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            var result = new CompletableFuture<T>();
            try {
                executor.execute(() -> complete(result, work));
            } catch (RejectedExecutionException e) {
                return Uni.createFrom().failure(new HashingOverloadedException());
            }
            Uni<T> uni = Uni.createFrom().completionStage(result);
            return context == null ? uni : uni.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }

    private <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        started.incrementAndGet();
        try {
            result.complete(work.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** How many hashes have been started since this pool exists. */
    long started() {
        return started.get();
    }

    int queued() {
        return executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
