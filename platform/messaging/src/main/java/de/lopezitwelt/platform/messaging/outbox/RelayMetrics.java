package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Metrics of the outbox. An instance that does not own the relay reports zeros. */
final class RelayMetrics {
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
    private final Timer latency;

    RelayMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("outbox.oldest.age", this, RelayMetrics::oldestAgeSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest event that is not published yet")
                .register(registry);
        Gauge.builder("outbox.rows", waiting, AtomicLong::get)
                .description("Events that wait to be published")
                .register(registry);
        latency = Timer.builder("outbox.publish.latency")
                .description("From the making of an event to its being visible in Kafka")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void found(List<OutboxRow> batch) {
        oldest.set(batch.isEmpty() ? null : madeAt(batch.getFirst().messages().getFirst()));
    }

    void published(List<OutboxRow> batch) {
        Instant now = clock.instant();
        for (OutboxRow row : batch) {
            for (OutboxMessage message : row.messages()) {
                latency.record(Duration.between(madeAt(message), now));
            }
        }
    }

    void counted(long events) {
        waiting.set(events);
    }

    void notOwner() {
        oldest.set(null);
        waiting.set(0);
    }

    long waiting() {
        return waiting.get();
    }

    double oldestAgeSeconds() {
        Instant since = oldest.get();
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    private static Instant madeAt(OutboxMessage message) {
        return IdGenerator.timeOf(message.id());
    }
}
