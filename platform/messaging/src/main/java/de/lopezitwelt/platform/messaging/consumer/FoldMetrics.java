package de.lopezitwelt.platform.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of one group since this process started. */
final class FoldMetrics {
    private final Counter folded;
    private final Counter duplicates;
    private final Counter deadLetters;
    private final AtomicLong lag = new AtomicLong();

    FoldMetrics(MeterRegistry registry, String group) {
        folded = Counter.builder("events.folded").tag("group", group).register(registry);
        duplicates = Counter.builder("events.duplicates").tag("group", group).register(registry);
        deadLetters = Counter.builder("events.dead.letters").tag("group", group).register(registry);
        Gauge.builder("events.lag", lag, AtomicLong::get)
                .tag("group", group)
                .description("Records this instance has yet to read on its partitions")
                .register(registry);
    }

    void committed(int foldedEvents, int duplicateEvents, int deadEvents) {
        folded.increment(foldedEvents);
        duplicates.increment(duplicateEvents);
        deadLetters.increment(deadEvents);
    }

    void lag(long records) {
        lag.set(records);
    }
}
