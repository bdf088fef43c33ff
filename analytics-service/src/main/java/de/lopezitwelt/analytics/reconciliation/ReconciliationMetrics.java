package de.lopezitwelt.analytics.reconciliation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

@ApplicationScoped
class ReconciliationMetrics {
    private final AtomicLong differing = new AtomicLong();
    private final Counter runs;

    ReconciliationMetrics(MeterRegistry registry) {
        Gauge.builder("reconciliation.differing.sessions", differing, AtomicLong::get)
                .description(
                        "Sessions of which chat and analytics said something else at this instance's last comparison")
                .register(registry);
        runs = Counter.builder("reconciliation.runs")
                .description("Comparisons of chat and analytics that came to an end")
                .register(registry);
    }

    void found(long sessions) {
        differing.set(sessions);
        runs.increment();
    }
}
