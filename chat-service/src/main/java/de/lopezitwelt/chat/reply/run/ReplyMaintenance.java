package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.ReplyConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs checkpoints, the recovery of abandoned replies and the purge of old rows, each periodically. */
@ApplicationScoped
class ReplyMaintenance {
    private static final Logger LOG = Logger.getLogger(ReplyMaintenance.class);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final ReplyConfig config;
    private final ReplyCheckpoints checkpoints;
    private final ReplyRecovery recovery;
    private final List<Long> timers = new ArrayList<>();

    ReplyMaintenance(Vertx vertx, ReplyConfig config, ReplyCheckpoints checkpoints, ReplyRecovery recovery) {
        this.vertx = vertx;
        this.config = config;
        this.checkpoints = checkpoints;
        this.recovery = recovery;
    }

    void start(@Observes StartupEvent event) {
        every(config.checkpointEvery(), "checkpoint", checkpoints::tick);
        every(config.recoverEvery(), "recovery", recovery::recover);
        every(PURGE_EVERY, "purge", recovery::purge);
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    /** Never starts a run before the previous one has ended. A failure is logged, and the next period tries again. */
    private void every(Duration period, String name, Supplier<Uni<Void>> work) {
        AtomicBoolean busy = new AtomicBoolean();
        timers.add(vertx.setPeriodic(period.toMillis(), ignored -> {
            if (busy.compareAndSet(false, true)) {
                Uni.createFrom().deferred(work::get).subscribe().with(done -> busy.set(false), failure -> {
                    busy.set(false);
                    LOG.warnf("%s of replies failed: %s", name, failure.getMessage());
                });
            }
        }));
    }
}
