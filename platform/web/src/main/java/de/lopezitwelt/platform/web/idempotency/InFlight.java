package de.lopezitwelt.platform.web.idempotency;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets requests with one key run one after the other within this instance, so that fifty of them wait here and not on
 * fifty database connections behind one row lock.
 */
@Singleton
class InFlight {
    private final IdempotencyConfig config;
    private final Map<ByteBuffer, ArrayDeque<Turn>> waiting = new HashMap<>();

    InFlight(IdempotencyConfig config) {
        this.config = config;
    }

    <T> Uni<T> alone(IdempotencyKey key, Supplier<Uni<? extends T>> work) {
        ByteBuffer id = ByteBuffer.wrap(key.keyHash());
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn();
            return Uni.createFrom()
                    .<Void>emitter(emitter -> enter(id, turn, emitter))
                    .ifNoItem()
                    .after(config.waitAtMost())
                    .fail()
                    .onFailure(TimeoutException.class)
                    .transform(late -> ProblemException.conflict("Another request with this key is being served")
                            .retryAfter(Duration.ofSeconds(1)))
                    .chain(nothing ->
                            Uni.createFrom().<T>deferred(() -> work.get().map(item -> (T) item)))
                    .onTermination()
                    .invoke(() -> leave(id, turn));
        });
    }

    /** One request's place in the queue. */
    private static final class Turn {
        private Runnable start = () -> {};
        private boolean running;
    }

    private void enter(ByteBuffer id, Turn turn, UniEmitter<? super Void> emitter) {
        Context context = Vertx.currentContext();
        turn.start = () -> {
            if (context == null) {
                emitter.complete(null);
            } else {
                context.runOnContext(nothing -> emitter.complete(null));
            }
        };
        synchronized (waiting) {
            var queue = waiting.get(id);
            if (queue != null) {
                queue.add(turn);
                return;
            }
            waiting.put(id, new ArrayDeque<>());
            turn.running = true;
        }
        emitter.complete(null);
    }

    /** Ends the turn, whether it ran, gave up waiting or was cancelled, and starts the next. */
    private void leave(ByteBuffer id, Turn turn) {
        Turn next;
        synchronized (waiting) {
            var queue = waiting.get(id);
            if (queue == null) {
                return;
            }
            if (!turn.running) {
                queue.remove(turn);
                return;
            }
            turn.running = false;
            next = queue.poll();
            if (next == null) {
                waiting.remove(id);
                return;
            }
            next.running = true;
        }
        next.start.run();
    }
}
