package de.lopezitwelt.auth.login.throttle;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets work on one subject run one after the other within this process, in the order of arrival, without a thread. */
final class Turns {
    private final ConcurrentHashMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Comes back on the caller's Vert.x context. A caller who stops waiting lets the next one pass. */
    <T> Uni<T> take(String subject, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            var mine = new CompletableFuture<Void>();
            CompletableFuture<Void> before = last.put(subject, mine);
            Uni<Void> turn = before == null
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().completionStage(before);
            Uni<T> done = turn.chain(() -> work.get()).onTermination().invoke(() -> {
                last.remove(subject, mine);
                mine.complete(null);
            });
            return context == null ? done : done.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }
}
