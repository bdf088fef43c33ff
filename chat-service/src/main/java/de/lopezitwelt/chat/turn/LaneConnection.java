package de.lopezitwelt.chat.turn;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one transaction after the other is written through. The client may leave statements unanswered that
 * were sent ahead in the moment the connection broke; whoever waited for them would wait for ever. So the connection's end
 * ends the transaction.
 */
final class LaneConnection {
    private final SqlConnection connection;
    private @Nullable UniEmitter<?> waiting;
    private boolean lost;

    /** @param whenLost told once, when the connection is gone */
    LaneConnection(SqlConnection connection, Consumer<LaneConnection> whenLost) {
        this.connection = connection;
        connection.closeHandler(() -> {
            whenLost.accept(this);
            lose();
        });
    }

    SqlConnection connection() {
        return connection;
    }

    /** What the work comes to, or an {@link IOException} once the connection is lost. One at a time. */
    <T> Uni<T> untilLost(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            if (begin(emitter)) {
                Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
                emitter.onTermination(running::cancel);
            } else {
                emitter.fail(new IOException("the connection is lost"));
            }
        });
    }

    synchronized boolean isLost() {
        return lost;
    }

    private synchronized boolean begin(UniEmitter<?> emitter) {
        waiting = emitter;
        return !lost;
    }

    private void lose() {
        UniEmitter<?> left;
        synchronized (this) {
            lost = true;
            left = waiting;
        }
        if (left != null) {
            left.fail(new IOException("the connection is lost"));
        }
    }
}
