package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A queued command and the caller that waits for it. */
final class Pending<C, R> {
    final String key;
    final C command;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final @Nullable Context callerContext = Vertx.currentContext();

    Pending(String key, C command) {
        this.key = key;
        this.command = command;
    }

    /** The outcome, on the Vert.x context that submitted the command, so that a request stays on its event loop. */
    Uni<R> outcome() {
        Uni<R> outcome = Uni.createFrom()
                .<R>emitter(emitter -> result.whenComplete((value, failure) -> {
                    if (failure == null) {
                        emitter.complete(value);
                    } else {
                        emitter.fail(failure);
                    }
                }));
        Context context = callerContext;
        if (context == null) {
            return outcome;
        }
        Executor executor = task -> context.runOnContext(ignored -> task.run());
        return outcome.emitOn(executor);
    }

    void complete(R value) {
        result.complete(value);
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }
}
