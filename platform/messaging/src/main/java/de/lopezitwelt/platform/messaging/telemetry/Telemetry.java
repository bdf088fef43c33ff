package de.lopezitwelt.platform.messaging.telemetry;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes warnings and key figures into the outbox; from there they reach {@code system_logs} and {@code
 * performance_metrics}.
 */
@ApplicationScoped
public class Telemetry {
    private static final int LINES_AT_ONCE = 200;

    private final TelemetryConfig config;
    private final Vertx vertx;
    private final Pool worker;
    private final Events events;
    private final Outbox outbox;
    private final Counter lost;
    private final WaitingLines lines;
    private final Figures figures;
    private final List<Long> timers = new ArrayList<>();

    Telemetry(
            TelemetryConfig config,
            Vertx vertx,
            @ReactiveDataSource("worker") Pool worker,
            Events events,
            Outbox outbox,
            MeterRegistry registry,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.config = config;
        this.vertx = vertx;
        this.worker = worker;
        this.events = events;
        this.outbox = outbox;
        this.lost = registry.counter("lopez.telemetry.lost");
        FunctionCounter.builder("lopez.telemetry.dropped", this, telemetry -> telemetry.lines.dropped())
                .register(registry);
        this.lines = new WaitingLines(config.waitingLines(), service, config.instance());
        this.figures = new Figures(registry, config.meters(), service, config.instance());
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        Logger.getLogger("").addHandler(lines);
        timers.add(vertx.setPeriodic(config.logsInterval().toMillis(), timer -> write(waitingLines())));
        timers.add(vertx.setPeriodic(config.metricsInterval().toMillis(), timer -> write(figures.now())));
    }

    void stop(@Observes ShutdownEvent event) {
        Logger.getLogger("").removeHandler(lines);
        timers.forEach(vertx::cancelTimer);
    }

    private List<? extends Record> waitingLines() {
        return lines.take(LINES_AT_ONCE);
    }

    /** What cannot be written now is dropped: the service's own log and registry have it too. */
    private void write(List<? extends Record> records) {
        if (records.isEmpty()) {
            return;
        }
        List<OutboxMessage> messages =
                records.stream().map(record -> events.stream(record, null)).toList();
        Uni<Void> written = worker.withTransaction(connection -> outbox.append(connection, messages));
        written.subscribe().with(done -> {}, failure -> lost.increment(records.size()));
    }
}
