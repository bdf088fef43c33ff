package de.lopezitwelt.auth.retention;

import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.arc.All;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes expired rows, on one instance at a time. */
@ApplicationScoped
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final String LEASE = "sign-in-retention";
    private static final int BATCH = 1000;
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    private final List<Retention> features;
    private final Pool worker;
    private final RetentionConfig config;
    private final Leases leases;
    private final Vertx vertx;
    private final Clock clock;
    private long timer = -1;

    RetentionJob(
            @All List<Retention> features,
            @ReactiveDataSource("worker") Pool worker,
            RetentionConfig config,
            Leases leases,
            Vertx vertx,
            Clock clock) {
        this.features = features;
        this.worker = worker;
        this.config = config;
        this.leases = leases;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.every().toMillis(),
                id -> run().subscribe()
                        .with(done -> {}, failure -> LOG.warn("Old sign-ins stay until the next try", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    Uni<Void> run() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease ->
                        lease == null ? Uni.createFrom().voidItem() : remove().eventually(() -> leases.release(lease)));
    }

    private Uni<Void> remove() {
        Instant now = clock.instant();
        Uni<Void> removed = Uni.createFrom().voidItem();
        for (Retention feature : features) {
            removed = removed.chain(() -> removeAll(feature, now));
        }
        return removed;
    }

    private Uni<Void> removeAll(Retention feature, Instant now) {
        return feature.removeOld(worker, now, BATCH)
                .chain(deleted -> deleted < BATCH ? Uni.createFrom().voidItem() : removeAll(feature, now));
    }
}
