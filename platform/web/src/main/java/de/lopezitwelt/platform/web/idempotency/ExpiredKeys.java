package de.lopezitwelt.platform.web.idempotency;

import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Removes keys whose day has passed, a thousand at a time, by one instance of the service. */
@ApplicationScoped
class ExpiredKeys {
    private static final Logger LOG = Logger.getLogger(ExpiredKeys.class);
    private static final String LEASE = "idempotency-purge";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);
    private static final int BATCH = 1000;

    private final Pool pool;
    private final Leases leases;
    private final Vertx vertx;
    private final Clock clock;
    private final IdempotencyConfig config;
    private long timer = -1;

    ExpiredKeys(
            @ReactiveDataSource("worker") Pool pool,
            Leases leases,
            Vertx vertx,
            Clock clock,
            IdempotencyConfig config) {
        this.pool = pool;
        this.leases = leases;
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.purgeEvery().toMillis(),
                id -> purge().subscribe()
                        .with(
                                nothing -> {},
                                failure -> LOG.warnf("Expired idempotency keys stay: %s", failure.getMessage())));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    Uni<Void> purge() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().voidItem()
                        : purgeBatches().eventually(() -> leases.release(lease)));
    }

    private Uni<Void> purgeBatches() {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.preparedQuery("DELETE FROM idempotency_keys WHERE expires_at < ? LIMIT " + BATCH)
                .execute(Tuple.of(now))
                .chain(deleted -> deleted.rowCount() < BATCH ? Uni.createFrom().voidItem() : purgeBatches());
    }
}
