package de.lopezitwelt.platform.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void metersAreSummedOverTheirTags() {
        Timer.builder("requests").tag("uri", "/a").register(registry).record(Duration.ofMillis(200));
        Timer.builder("requests").tag("uri", "/b").register(registry).record(Duration.ofMillis(300));
        Gauge.builder("memory", () -> 1_234_567_890_123.5).baseUnit("bytes").register(registry);
        Gauge.builder("broken", () -> Double.NaN).register(registry);
        Gauge.builder("unwanted", () -> 1).register(registry);

        List<MetricRecorded> figures =
                new Figures(registry, Set.of("requests", "memory", "broken"), "chat-service", "chat-1").now();

        assertThat(figures)
                .extracting(f -> f.metricName() + "=" + f.metricValue().toPlainString() + " " + f.unit())
                .containsExactly(
                        "memory=1234567890123.500000 bytes",
                        "requests.count=2.000000 null",
                        "requests.max=0.300000 seconds",
                        "requests.total_time=0.500000 seconds");
        assertThat(figures.getFirst().tags()).hasToString("""
                {"service":"chat-service","instance":"chat-1"}""");
    }
}
