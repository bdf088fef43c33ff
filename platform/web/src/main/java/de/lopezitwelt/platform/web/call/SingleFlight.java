package de.lopezitwelt.platform.web.call;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets many callers share one run of a piece of work; each gets the result on its own Vert.x context. */
public final class SingleFlight<T> {
    private final AtomicReference<@Nullable Uni<T>> running = new AtomicReference<>();

    public Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Uni<T> mine = Uni.createFrom()
                    .deferred(work::get)
                    .onTermination()
                    .invoke(() -> running.set(null))
                    .memoize()
                    .indefinitely();
            Uni<T> shared = running.compareAndExchange(null, mine);
            return shared == null ? mine : onCallersContext(shared);
        });
    }

    public boolean isRunning() {
        return running.get() != null;
    }

    public static <U> Uni<U> onCallersContext(Uni<U> shared) {
        Context context = Vertx.currentContext();
        return context == null ? shared : shared.emitOn(task -> context.runOnContext(nothing -> task.run()));
    }
}
