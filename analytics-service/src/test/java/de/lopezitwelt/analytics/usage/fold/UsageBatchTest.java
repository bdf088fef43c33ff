package de.lopezitwelt.analytics.usage.fold;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.analytics.usage.Replies;
import de.lopezitwelt.analytics.usage.UsageTable;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageBatchTest {
    private static final Instant TIME = Instant.parse("2026-07-05T10:14:59Z");

    private final Replies ada = new Replies("ada", "org", "agent");
    private final Replies bob = new Replies("bob", "org", "agent");

    @Test
    void repliesOfAQuarterAreOneRowForEachThatIsToldApart() {
        UsageBatch batch = UsageBatch.of(List.of(
                event(0, ada.completed("r1", 10, "0.1", 40)),
                event(0, bob.completed("r2", 20, "0.2", 60)),
                event(1, bob.completed("r3", 30, "0.3", 80))));

        assertThat(batch.rows(UsageTable.TOTALS)).as("two quarters").hasSize(2);
        assertThat(batch.rows(UsageTable.PEOPLE)).hasSize(3);
        assertThat(batch.rows(UsageTable.TOTALS).values()).anySatisfy(row -> {
            assertThat(row.completed).isEqualTo(2);
            assertThat(row.latencies).containsExactly(40L, 60L);
            assertThat(row.firstTokens).containsExactly(20L, 30L);
            assertThat(row.sums()).contains(30L, 60L, 15L, new BigDecimal("0.3"), 100L);
        });
    }

    @Test
    void failuresAndRefusalsAreToldApartByTheirReason() {
        UsageBatch batch = UsageBatch.of(List.of(
                event(0, ada.failed("r1", "model-timeout")),
                event(0, ada.failed("r2", "model-timeout")),
                event(0, ada.refused("r3", "tokens_per_month"))));

        assertThat(batch.rows(UsageTable.TOTALS)).hasSize(2);
        assertThat(batch.rows(UsageTable.TOTALS).entrySet())
                .anySatisfy(row -> {
                    assertThat(row.getKey().values()).contains("model-timeout", "EUR");
                    assertThat(row.getValue().failed).isEqualTo(2);
                    assertThat(row.getValue().latencies)
                            .as("of replies that are complete")
                            .isEmpty();
                })
                .anySatisfy(row -> {
                    assertThat(row.getKey().values()).contains("tokens_per_month");
                    assertThat(row.getValue().refused).isEqualTo(1);
                });
    }

    @Test
    void whatAnErasedPersonUsedStaysInTheTotalsOnly() {
        UsageBatch batch = UsageBatch.of(
                List.of(event(0, ada.completed("r1", 10, "0.1", 40)), event(0, bob.completed("r2", 20, "0.2", 60))));

        batch.leaveOut(new Erased(Set.of("ada")));

        assertThat(batch.rows(UsageTable.PEOPLE).keySet())
                .singleElement()
                .satisfies(row -> assertThat(row.values()).contains("bob"));
        assertThat(batch.rows(UsageTable.TOTALS).values())
                .singleElement()
                .satisfies(row -> assertThat(row.completed).isEqualTo(2));
    }

    @Test
    void otherEventsAreAnotherFolds() {
        assertThat(UsageBatch.of(List.of(event(0, new SessionDeleted("s", "ada", "agent"))))
                        .isEmpty())
                .isTrue();
    }

    private static ReceivedEvent event(int second, Record data) {
        return new ReceivedEvent(
                "lopez.sessions", 0, second, "key", "e", "t", 1L, TIME.plusSeconds(second), null, data);
    }
}
