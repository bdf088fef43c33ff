package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.orgbilling.plan.PlanConfig;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.lease.LeasedJob;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends subscriptions whose cancellation takes effect. One instance at a time looks, under a lease; the row lock decides,
 * so that two at once would do no harm.
 */
@ApplicationScoped
class SubscriptionExpiry {
    static final String LEASE = "subscription-expiry";

    private static final int BATCH = 100;

    private final SubscriptionRepository rows;
    private final SubscriptionJournal journal;
    private final ChangeRecorder changes;
    private final Clock clock;
    private final Actor self;
    private final LeasedJob job;

    SubscriptionExpiry(
            SubscriptionRepository rows,
            SubscriptionJournal journal,
            ChangeRecorder changes,
            Leases leases,
            PlanConfig config,
            Clock clock,
            Vertx vertx,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
        this.self = Actor.ofService(service);
        this.job = new LeasedJob(vertx, leases, LEASE, config.expireEvery(), this::expire);
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    /** Expires at most one batch; answers how many. */
    Uni<Integer> expire() {
        Instant now = clock.instant();
        return Panache.withSession(() -> rows.findEnded(now, BATCH)).chain(ids -> {
            Uni<Integer> count = Uni.createFrom().item(0);
            for (String id : ids) {
                count = count.chain(sum -> expireOne(id, now).map(done -> sum + (Boolean.TRUE.equals(done) ? 1 : 0)));
            }
            return count;
        });
    }

    private Uni<Boolean> expireOne(String id, Instant now) {
        return Panache.withTransaction(() -> rows.lock(id).chain(row -> {
            if (row == null || !SubscriptionPolicy.isOver(row.status(), row.endsAt(), now)) {
                return Uni.createFrom().item(false);
            }
            var before = SubscriptionView.of(row);
            row.expire(now);
            return journal.entitled(Step.EXPIRED, row, before, self)
                    .chain(changes::record)
                    .replaceWith(true);
        }));
    }
}
