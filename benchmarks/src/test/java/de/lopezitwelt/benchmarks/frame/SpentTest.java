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
            Map.of("rows_inserted", 8_000L),
            Map.of(
                    "lopez_chat.replies",
                    new TableWork(1_000, 1_000, 0, 500_000),
                    "lopez_chat.outbox",
                    new TableWork(100, 0, 100, 250_000),
                    "lopez_analytics.user_activity",
                    new TableWork(2_000, 0, 0, 300_000),
                    MySqlWork.TRANSACTIONS,
                    new TableWork(0, 0, 0, 50_000)));

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

    @Test
    void tablesShareWhatOneOperationWrote() {
        assertThat(spent.tablesPerOperation(1_000))
                .contains(
                        new TableCost("lopez_chat.outbox", 0.1, 0, 0.1, 250),
                        new TableCost("lopez_chat", 1.1, 1, 0.1, 750),
                        new TableCost(TableCost.ALL, 3.1, 1, 0.1, 1_050),
                        new TableCost(MySqlWork.TRANSACTIONS, 0, 0, 0, 50))
                .hasSize(7);
        assertThat(spent.tablesPerOperation(0)).isEmpty();
    }
}
