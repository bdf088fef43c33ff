package de.lopezitwelt.chat.search.index;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/** Splits long texts into words on a worker thread, and returns to the event loop. */
@ApplicationScoped
public class SearchThreads {
    private final Vertx vertx;

    SearchThreads(Vertx vertx) {
        this.vertx = vertx;
    }

    public <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
