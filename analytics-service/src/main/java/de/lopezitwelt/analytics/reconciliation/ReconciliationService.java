package de.lopezitwelt.analytics.reconciliation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.analytics.task.OperatorTasks;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Compares on request, and periodically. */
@ApplicationScoped
class ReconciliationService {
    private static final Logger LOG = Logger.getLogger(ReconciliationService.class);
    private static final String KIND = "reconciliation";
    private static final int MOST_DAYS = 3_660;

    private final OperatorTasks tasks;
    private final Reconciliation reconciliation;
    private final ReconciliationConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private long timer = -1;

    ReconciliationService(
            OperatorTasks tasks, Reconciliation reconciliation, ReconciliationConfig config, Vertx vertx, Clock clock) {
        this.tasks = tasks;
        this.reconciliation = reconciliation;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    Uni<ObjectNode> start(ReconciliationRequest request) {
        long days = ChronoUnit.DAYS.between(request.from(), request.to()) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("to", "must be from the first day on and at most ten years later");
        }
        return tasks.start(KIND, task -> reconciliation.run(task, request.from(), request.to()));
    }

    Uni<ObjectNode> get(String id) {
        return tasks.find(KIND, id).plug(ProblemException::orNotFound);
    }

    void begin(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.every().toMillis(),
                tick -> recent().subscribe().with(state -> {}, failure -> LOG.warnf("reconciliation: %s", failure)));
    }

    void end(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Emits null while another instance compares. */
    private Uni<ObjectNode> recent() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return tasks.tryStart(
                KIND, task -> reconciliation.run(task, today.minusDays(Math.max(0, config.days() - 1)), today));
    }
}
