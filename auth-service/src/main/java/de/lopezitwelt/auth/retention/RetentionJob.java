package de.lopezitwelt.auth.retention;

import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Removes what has been kept long enough, on one instance at a time. */
@ApplicationScoped
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final String LEASE = "sign-in-retention";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    private final RetentionRepository repository;
    private final RetentionConfig config;
    private final Leases leases;
    private final Vertx vertx;
    private final Clock clock;
    private long timer = -1;

    RetentionJob(RetentionRepository repository, RetentionConfig config, Leases leases, Vertx vertx, Clock clock) {
        this.repository = repository;
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
        return repository
                .removeLoginAttemptsBefore(now.minus(config.loginAttempts()))
                .chain(() -> repository.removeThrottlesUntouchedSince(now.minus(config.throttles())))
                .chain(() -> repository.removeChallengesExpiredBefore(now))
                .chain(() -> repository.removeErasuresEndedBefore(now.minus(config.endedErasures())))
                .chain(() -> repository.removeFamiliesExpiredBefore(now.minus(config.endedSignIns())))
                .chain(() -> repository.removeLinksExpiredBefore(now.minus(config.endedLinks())))
                .chain(() -> repository.removeMailThrottlesStartedBefore(now.minus(config.throttles())))
                .chain(() -> repository.removeFlowsExpiredBefore(now));
    }
}
