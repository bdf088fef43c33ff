package de.lopezitwelt.platform.messaging.lease;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Periodic work that one instance at a time does. Each round runs on a context of its own, which transactions of Panache
 * need, and never fails: the next round does what it left undone.
 */
public final class LeasedJob {
    private static final Logger LOG = Logger.getLogger(LeasedJob.class);

    private final Vertx vertx;
    private final Leases leases;
    private final String name;
    private final Duration every;
    private final Supplier<Uni<Integer>> work;
    private long timer;

    /**
     * @param name of the lease, and in the log
     * @param every pause between rounds; a round that takes more than twice as long may overlap one of another instance
     * @param work returns how many things it has done
     */
    public LeasedJob(Vertx vertx, Leases leases, String name, Duration every, Supplier<Uni<Integer>> work) {
        this.vertx = vertx;
        this.leases = leases;
        this.name = name;
        this.every = every;
        this.work = work;
    }

    public void start() {
        timer = vertx.setPeriodic(every.toMillis(), tick -> run());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** Begins a round now; returns at once. */
    public void run() {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(tick -> round().subscribe()
                .with(
                        done -> LOG.debugf("%s: %d", name, done),
                        failure -> LOG.warnf("%s waits for the next round: %s", name, failure)));
    }

    /** 0 while another instance does it. */
    private Uni<Integer> round() {
        return leases.tryAcquire(name, every.multipliedBy(2))
                .chain(lease ->
                        lease == null ? Uni.createFrom().item(0) : work.get().eventually(() -> leases.release(lease)));
    }
}
