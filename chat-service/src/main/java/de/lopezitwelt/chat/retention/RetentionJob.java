package de.lopezitwelt.chat.retention;

import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.lease.Batch;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Removes expired sessions as if their user had done so: with everything that belongs to them and with the same events.
 * One instance at a time does it, and a session that was used in the meantime stays.
 */
@ApplicationScoped
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final String LEASE = "chat.retention";
    private static final Duration LEASE_TIME = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Leases leases;
    private final RetentionRuleRepository rules;
    private final SessionService sessions;
    private final RetentionConfig config;
    private final Clock clock;
    private final Actor self;
    private long timer;

    RetentionJob(
            Vertx vertx,
            Leases leases,
            RetentionRuleRepository rules,
            SessionService sessions,
            RetentionConfig config,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.vertx = vertx;
        this.leases = leases;
        this.rules = rules;
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.every().toMillis(), tick -> run());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void run() {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(tick -> remove().subscribe()
                .with(
                        removed -> LOG.debugf("%d sessions removed", removed),
                        failure -> LOG.warnf("sessions wait for the next round: %s", failure)));
    }

    /** Returns how many sessions were removed; 0 when another instance is removing some. */
    Uni<Integer> remove() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().item(0)
                        : byRules(lease, "", 0)
                                .chain(removed -> byDefault(lease, removed))
                                .eventually(() -> leases.release(lease)));
    }

    private Uni<Integer> byRules(Lease lease, String after, int removed) {
        return rules.rules(after, config.batch()).chain(page -> {
            Uni<Integer> sum = Uni.createFrom().item(removed);
            for (RetentionRule rule : page) {
                sum = sum.chain(before ->
                        batches(lease, rule.keepDays(), () -> rules.idleSessions(rule, config.batch()), before));
            }
            return page.size() < config.batch()
                    ? sum
                    : sum.chain(before -> byRules(lease, page.getLast().subjectId(), before));
        });
    }

    private Uni<Integer> byDefault(Lease lease, int removed) {
        if (config.keepDays().isEmpty()) {
            return Uni.createFrom().item(removed);
        }
        int days = config.keepDays().getAsInt();
        return batches(lease, days, () -> rules.idleSessions(days, config.batch()), removed);
    }

    /** Continues while batches are full and at least one session of each was removed. */
    private Uni<Integer> batches(Lease lease, int keepDays, Supplier<Uni<List<String>>> idle, int removed) {
        Instant before = clock.instant().minus(Duration.ofDays(keepDays));
        return leases.inBatches(lease, LEASE_TIME, () -> idle.get().chain(ids -> batch(ids, before)))
                .map(sum -> removed + sum);
    }

    private Uni<Batch> batch(List<String> ids, Instant before) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> removed(id, before))
                .collect()
                .with(Collectors.summingInt(gone -> gone ? 1 : 0))
                .map(gone -> new Batch(gone, gone > 0 && ids.size() == config.batch()));
    }

    /** A session that cannot be removed does not keep the others. */
    private Uni<Boolean> removed(String sessionId, Instant before) {
        return sessions.deleteIdle(sessionId, before, self)
                .onFailure()
                .invoke(failure -> LOG.warnf("session %s waits for the next round: %s", sessionId, failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
