package de.lopezitwelt.chat.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.budget.counter.ReservationsJson;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetPolicyTest {
    private static final Instant LAST_SECOND_OF_JANUARY = Instant.parse("2026-01-31T23:59:59Z");
    private static final SubjectLimits USER =
            new SubjectLimits(EntitlementSubject.USER, "u", 10L, 1_000L, new BigDecimal("0.50"), PlanType.BASIC);
    private static final SubjectLimits KEY = SubjectLimits.unlimited(EntitlementSubject.API_KEY, "k");

    @Test
    void replyReservesTokensAndCostAndUsesUpAMessageOfEverySubject() {
        List<Demand> demands = BudgetPolicy.forReply(
                List.of(USER, KEY), 300, new BigDecimal("0.0000001501"), 5, LAST_SECOND_OF_JANUARY);

        assertThat(demands).hasSize(7);
        assertThat(demands).filteredOn(Demand::charge).allMatch(demand -> demand.amount() == 1);
        assertThat(demands)
                .filteredOn(demand -> demand.key().limit() == LimitName.COST_PER_MONTH)
                .first()
                .satisfies(cost -> {
                    assertThat(cost.amount()).as("rounded up to a billionth").isEqualTo(151);
                    assertThat(cost.limit()).isEqualTo(500_000_000L);
                });
        assertThat(demands)
                .filteredOn(demand -> demand.key().limit() == LimitName.CONCURRENT_REPLIES)
                .singleElement()
                .satisfies(replies -> assertThat(replies.limit()).isEqualTo(5));
    }

    @Test
    void windowsAreCalendarDaysAndMonthsOfUtc() {
        assertThat(LimitName.MESSAGES_PER_DAY.windowStart(LAST_SECOND_OF_JANUARY))
                .isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(LimitName.TOKENS_PER_MONTH.windowEnd(LocalDate.of(2026, 1, 1)))
                .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(LimitName.TOKENS_PER_MONTH.windowStart(LAST_SECOND_OF_JANUARY.plusSeconds(1)))
                .isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void replyIsSettledInTheWindowThatReservedIt() throws Exception {
        Counters counters = new Counters();
        List<Demand> demands = BudgetPolicy.forReply(List.of(USER), 300, BigDecimal.ZERO, 5, LAST_SECOND_OF_JANUARY);
        assertThat(counters.grant(demands)).isEmpty();
        var stored = ReservationsJson.write(Counters.reservationsOf(demands));

        counters.settle(BudgetPolicy.settle(
                ReservationsJson.read(new ObjectMapper().readTree(stored)), 120, new BigDecimal("0.25")));

        var tokens = new CounterKey(EntitlementSubject.USER, "u", LimitName.TOKENS_PER_MONTH, LocalDate.of(2026, 1, 1));
        assertThat(counters.level(tokens)).isEqualTo(new Counters.Level(120, 0));
        assertThat(counters.changed())
                .allSatisfy(key -> assertThat(counters.level(key).reserved()).isZero());
    }

    @Test
    void lastUnitIsGrantedAndTheNextOneIsNot() {
        Counters counters = new Counters();
        CounterKey key =
                new CounterKey(EntitlementSubject.USER, "u", LimitName.MESSAGES_PER_DAY, LocalDate.of(2026, 1, 1));
        counters.load(key, new Counters.Level(99, 0));

        assertThat(counters.grant(List.of(new Demand(key, 1, 100L, true)))).isEmpty();
        assertThat(counters.grant(List.of(new Demand(key, 1, 100L, true)))).isPresent();
    }

    @Test
    void aRefusalNamesThePlanTheLimitAndItsReset() {
        Demand refused =
                BudgetPolicy.forMessage(List.of(USER), LAST_SECOND_OF_JANUARY).getFirst();

        assertThat(BudgetProblem.of(refused, LAST_SECOND_OF_JANUARY))
                .hasMessageEndingWith(
                        "The limit messages_per_day of the user's plan basic is reached until 2026-02-01T00:00:00Z");
    }

    @Test
    void defaultsFillOnlyWhatAnEntitlementLeavesOpen() {
        LimitDefaults defaults = new LimitDefaults(1L, 2L, BigDecimal.TEN);
        SubjectLimits limits = new SubjectLimits(EntitlementSubject.USER, "u", 7L, null, null, null).orElse(defaults);

        assertThat(limits.messagesPerDay()).isEqualTo(7);
        assertThat(limits.tokensPerMonth()).isEqualTo(2);
    }
}
