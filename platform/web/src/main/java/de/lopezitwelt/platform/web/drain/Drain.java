package de.lopezitwelt.platform.web.drain;

import de.lopezitwelt.platform.persistence.DatabaseReadiness;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ends the instance in order. Draining begins with SIGTERM or when an operator asks for it, and is never taken back: the
 * instance is no longer ready, it refuses new work, and its connections end with their next answer. After SIGTERM the
 * process ends as soon as no work is left, or when the patience is over. Without MySQL no work can be finished, so it ends
 * soon.
 */
@ApplicationScoped
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** Longest time to store the results of work that is given up. */
    private static final Duration GIVING_UP = Duration.ofSeconds(10);

    private static final Duration GIVING_UP_WITHOUT_DATABASE = Duration.ofSeconds(2);
    /** Longer than MySQL needs for a planned change of its primary server. */
    private static final Duration WITHOUT_DATABASE = Duration.ofSeconds(6);

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final List<Unfinished> unfinished;
    private final DrainConfig config;
    private final BooleanSupplier database;
    private final AtomicInteger beginning = new AtomicInteger();
    private volatile boolean draining;

    @Inject
    Drain(@All List<Unfinished> unfinished, DrainConfig config, @Readiness DatabaseReadiness database) {
        this(unfinished, config, () -> database.worker().await().indefinitely());
    }

    /** @param database whether MySQL answers; waits for some seconds at most */
    Drain(List<Unfinished> unfinished, DrainConfig config, BooleanSupplier database) {
        this.unfinished = unfinished;
        this.config = config;
        this.database = database;
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
            // Counted before the check: work that passes the check is waited for.
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
        long asked = System.nanoTime() - ASK_EVERY.toNanos();
        long answered = System.nanoTime();
        while (left() > 0 && System.nanoTime() < until && isWithin(WITHOUT_DATABASE, answered)) {
            if (!isWithin(ASK_EVERY, asked)) {
                asked = System.nanoTime();
                answered = database.getAsBoolean() ? System.nanoTime() : answered;
            }
            Thread.sleep(LOOK_EVERY);
        }
        if (left() > 0) {
            boolean away = !isWithin(WITHOUT_DATABASE, answered);
            LOG.warnf(
                    "draining: %d pieces of work are ended %s",
                    left(), away ? "because MySQL does not answer" : "after " + config.patience());
            Duration each = away ? GIVING_UP_WITHOUT_DATABASE : GIVING_UP;
            unfinished.forEach(work -> giveUp(work, each));
        }
    }

    private static boolean isWithin(Duration time, long since) {
        return System.nanoTime() - since < time.toNanos();
    }

    private static void giveUp(Unfinished work, Duration longest) {
        try {
            work.giveUp().await().atMost(longest);
        } catch (RuntimeException e) {
            LOG.errorf(e, "draining: %s could not end its work", work.getClass().getSimpleName());
        }
    }
}
