package de.lopezitwelt.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpentTest {
    private final Spent spent = new Spent(
            Duration.ofSeconds(10),
            Map.of(
                    "mysql",
                    Duration.ofSeconds(2),
                    "chat-service",
                    Duration.ofSeconds(3),
                    "load",
                    Duration.ofSeconds(5)),
            Map.of("rows_inserted", 8_000L));

    @Test
    void oneOperationCostsItsShareWithoutWhatTheBenchmarkItselfUses() {
        assertThat(spent.perOperation(1_000))
                .containsOnly(
                        entry("cpu_ms", 5.0),
                        entry("cpu_ms_chat-service", 3.0),
                        entry("cpu_ms_mysql", 2.0),
                        entry("rows_inserted", 8.0));
    }

    @Test
    void coresAreThoseOfAllProcesses() {
        assertThat(spent.cores()).containsOnly(entry("mysql", 0.2), entry("chat-service", 0.3), entry("load", 0.5));
    }

    @Test
    void nothingDoneCostsNothing() {
        assertThat(spent.perOperation(0)).isEmpty();
    }
}
