package de.lopezitwelt.auth.login.throttle;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs the work on each subject one after the other within this process, in order of arrival. No thread waits. */
final class SubjectQueue {
    private final ConcurrentHashMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /**
     * Runs the work when all earlier work on the subject has ended. Answers on the caller's Vert.x context. A caller
     * that cancels makes way for the next one.
     */
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
