package de.lopezitwelt.platform.web.drain;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The instance's way to its end. Draining begins with SIGTERM or when an operator asks for it, and is never taken back: the
 * instance is not ready any more, new work is refused, connections end with their next answer. After SIGTERM the
 * process ends as soon as nothing is left, or when the patience is over.
 */
@ApplicationScoped
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** Longest time to store what is given up. */
    private static final Duration GIVING_UP = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final List<Unfinished> unfinished;
    private final DrainConfig config;
    private final AtomicInteger beginning = new AtomicInteger();
    private volatile boolean draining;

    Drain(@All List<Unfinished> unfinished, DrainConfig config) {
        this.unfinished = unfinished;
        this.config = config;
    }

    public boolean isDraining() {
        return draining;
    }

    void begin() {
        if (!draining) {
            draining = true;
            LOG.infof("draining: %d pieces of work are left", left());
        }
    }

    /**
     * Begins work that {@link Unfinished} counts from the moment it has begun. Fails with 503 and {@code Retry-After}, and
     * begins nothing, once the instance drains.
     */
    public <T> Uni<T> admit(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            // Counted before the look: what passes it is waited for.
            beginning.incrementAndGet();
            if (draining) {
                beginning.decrementAndGet();
                return Uni.createFrom()
                        .failure(ProblemException.unavailable(
                                "This instance is stopping; another one answers the next request", SOON));
            }
            // Deferred: work that fails at once is counted down, too.
            return Uni.createFrom().deferred(work::get).onTermination().invoke(beginning::decrementAndGet);
        });
    }

    int left() {
        return beginning.get() + unfinished.stream().mapToInt(Unfinished::left).sum();
    }

    /** Runs on the thread that stops the application; the HTTP server serves meanwhile. */
    void finish(@Observes ShutdownDelayInitiatedEvent stopping) throws InterruptedException {
        begin();
        long until = System.nanoTime() + config.patience().toNanos();
        while (left() > 0 && System.nanoTime() < until) {
            Thread.sleep(LOOK_EVERY);
        }
        if (left() > 0) {
            LOG.warnf("draining: %d pieces of work are ended after %s", left(), config.patience());
            unfinished.forEach(Drain::giveUp);
        }
    }

    private static void giveUp(Unfinished work) {
        try {
            work.giveUp().await().atMost(GIVING_UP);
        } catch (RuntimeException e) {
            LOG.errorf(e, "draining: %s could not end its work", work.getClass().getSimpleName());
        }
    }
}
