package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * InnoDB only notes which entries were deleted; their words stay in its index files until OPTIMIZE TABLE removes them.
 * This job runs it, on one instance at a time.
 */
@ApplicationScoped
class SearchUpkeep {
    private static final Logger LOG = Logger.getLogger(SearchUpkeep.class);
    private static final String LEASE = "chat.search.optimize";
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final SearchConfig config;
    private final SearchIndexRepository index;
    private final Leases leases;
    private long timer;

    SearchUpkeep(Vertx vertx, SearchConfig config, SearchIndexRepository index, Leases leases) {
        this.vertx = vertx;
        this.config = config;
        this.index = index;
        this.leases = leases;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.optimizeEvery().toMillis(),
                ignored -> optimize()
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf("words of deleted messages stay for now: %s", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** False when another instance is running it, or the server is not set up for it. */
    Uni<Boolean> optimize() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().item(false)
                        : index.optimizesFullText()
                                .chain(able -> able ? runs(lease, config.optimizeRuns()) : notSetUp())
                                .onTermination()
                                .call(() -> leases.release(lease)));
    }

    private Uni<Boolean> runs(Lease lease, int left) {
        return left == 0
                ? Uni.createFrom().item(true)
                : index.optimize()
                        .chain(() -> leases.renew(lease, LEASE_TIME))
                        .chain(ours ->
                                ours ? runs(lease, left - 1) : Uni.createFrom().item(false));
    }

    private static Uni<Boolean> notSetUp() {
        LOG.warn("words of deleted messages stay in the index: set innodb_optimize_fulltext_only=ON");
        return Uni.createFrom().item(false);
    }
}
