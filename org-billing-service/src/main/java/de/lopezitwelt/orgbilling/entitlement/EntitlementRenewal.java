package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.platform.messaging.lease.Batch;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Brings entitlements up to the configured plans at the start: users from before who have none get the free one, and
 * those made from other limits are published again. One instance at a time does it, under a lease, in batches; each subject
 * is a transaction of its own, so that nobody waits for it.
 */
@ApplicationScoped
class EntitlementRenewal {
    static final String LEASE = "entitlement-renewal";

    private static final Logger LOG = Logger.getLogger(EntitlementRenewal.class);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int BATCH = 100;

    private final Entitlements entitlements;
    private final SubscribedPlans subscribed;
    private final Leases leases;
    private final Vertx vertx;
    private long timer;

    EntitlementRenewal(Entitlements entitlements, SubscribedPlans subscribed, Leases leases, Vertx vertx) {
        this.entitlements = entitlements;
        this.subscribed = subscribed;
        this.leases = leases;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        attempt();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    void attempt() {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(tick -> renewUnderLease().subscribe().with(this::tell, failure -> {
            LOG.warnf("entitlements wait to be renewed: %s", failure);
            again();
        }));
    }

    private void again() {
        timer = vertx.setTimer(PAUSE.toMillis(), tick -> attempt());
    }

    private void tell(int renewed) {
        if (renewed < 0) {
            again();
        } else if (renewed > 0) {
            LOG.infof("%d entitlements follow the configured plans now", renewed);
        }
    }

    /** How many were renewed; negative while another instance does it. */
    private Uni<Integer> renewUnderLease() {
        return leases.tryAcquire(LEASE, TIME_TO_LIVE)
                .chain(lease -> lease == null
                        ? Uni.createFrom().item(-1)
                        : renewAll(lease).call(() -> leases.release(lease)));
    }

    private Uni<Integer> renewAll(Lease lease) {
        return inBatches(lease, entitlements::usersWithout, entitlements::grantFree)
                .chain(granted ->
                        inBatches(lease, entitlements::outdated, this::renew).map(renewed -> granted + renewed));
    }

    private Uni<Boolean> renew(String key) {
        return Panache.withTransaction(
                () -> subscribed.lockEntitled(key).chain(bought -> entitlements.renew(key, bought)));
    }

    /** @param page reads subject keys after the given one */
    private Uni<Integer> inBatches(Lease lease, Page page, Function<String, Uni<Boolean>> work) {
        var last = new String[] {""};
        return leases.inBatches(
                lease,
                TIME_TO_LIVE,
                () -> page.after(last[0], BATCH).chain(keys -> {
                    if (!keys.isEmpty()) {
                        last[0] = keys.getLast();
                    }
                    return each(keys, work).map(done -> new Batch(done, keys.size() == BATCH));
                }));
    }

    private static Uni<Integer> each(List<String> keys, Function<String, Uni<Boolean>> work) {
        Uni<Integer> count = Uni.createFrom().item(0);
        for (String key : keys) {
            count = count.chain(sum -> work.apply(key).map(done -> sum + (Boolean.TRUE.equals(done) ? 1 : 0)));
        }
        return count;
    }

    @FunctionalInterface
    private interface Page {
        Uni<List<String>> after(String key, int atMost);
    }
}
