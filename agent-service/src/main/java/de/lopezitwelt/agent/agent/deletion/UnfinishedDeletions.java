package de.lopezitwelt.agent.agent.deletion;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Takes up deletions whose process was killed half-way; one instance at a time. */
@ApplicationScoped
class UnfinishedDeletions {
    private static final Logger LOG = Logger.getLogger(UnfinishedDeletions.class);
    private static final String LEASE = "unfinished-deletions";
    private static final int BATCH = 20;

    private final AgentDeletion deletion;
    private final Leases leases;
    private final Clock clock;
    private final Vertx vertx;
    private final Duration patience;
    private final Actor self;
    private long timer;

    UnfinishedDeletions(
            AgentDeletion deletion,
            Leases leases,
            Clock clock,
            Vertx vertx,
            @ConfigProperty(name = "lopez.agents.deletion-patience", defaultValue = "PT30S") Duration patience,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.deletion = deletion;
        this.leases = leases;
        this.clock = clock;
        this.vertx = vertx;
        this.patience = patience;
        this.self = Actor.ofService(service);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(patience.toMillis(), tick -> run());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void run() {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(tick -> leases.tryAcquire(LEASE, patience.multipliedBy(2))
                .chain(lease -> lease == null ? Uni.createFrom().voidItem() : finishAll())
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("deletions wait for the next round: %s", failure)));
    }

    private Uni<Void> finishAll() {
        return deletion.unfinishedSince(clock.instant().minus(patience), BATCH).chain(this::finish);
    }

    private Uni<Void> finish(List<String> ids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String id : ids) {
            all = all.chain(() -> deletion.finish(id, self).onFailure().recoverWithUni(refused -> {
                LOG.infof("agent %s stays: %s", id, refused.getMessage());
                return Uni.createFrom().voidItem();
            }));
        }
        return all;
    }
}
