package de.lopezitwelt.orgbilling.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.orgbilling.plan.PlanConfig;
import de.lopezitwelt.orgbilling.plan.PlanTable;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AssertionsForClassTypes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionPolicyTest {
    private static final SubscriptionStatus ACTIVE = SubscriptionStatus.ACTIVE;
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource(SubscriptionStatus.class)
    void changeCancelAndSuspendTakeAnActiveOne(SubscriptionStatus status) {
        boolean active = status == SubscriptionStatus.ACTIVE;
        expect(active, () -> SubscriptionPolicy.ensureMayChange(status));
        expect(
                active || status == SubscriptionStatus.SUSPENDED,
                () -> SubscriptionPolicy.ensureMayCancel(status, PlanType.BASIC));
        expect(active, () -> SubscriptionPolicy.ensureMaySuspend(status));
        expect(status == SubscriptionStatus.SUSPENDED, () -> SubscriptionPolicy.ensureMayReinstate(status));
    }

    @ParameterizedTest
    @EnumSource(SubscriptionStatus.class)
    void everyRefusalNamesTheSameWayOn(SubscriptionStatus status) {
        Set<String> ways = Stream.<ThrowingCallable>of(
                        () -> SubscriptionPolicy.ensureMayChange(status),
                        () -> SubscriptionPolicy.ensureMayCancel(status, PlanType.BASIC),
                        () -> SubscriptionPolicy.ensureMayResume(status, NOW.plusSeconds(1), NOW),
                        () -> SubscriptionPolicy.ensureMayReinstate(status),
                        () -> SubscriptionPolicy.ensureMayReplace(PlanType.BASIC, status, false, PlanType.PREMIUM))
                .map(AssertionsForClassTypes::catchThrowable)
                .filter(Objects::nonNull)
                .map(refusal -> String.valueOf(refusal.getMessage()).replaceFirst("^[a-z-]+: ", ""))
                .collect(Collectors.toSet());

        assertThat(ways).hasSize(1);
    }

    @Test
    void theFreePlanHasNoEnd() {
        expect(false, () -> SubscriptionPolicy.ensureMayCancel(SubscriptionStatus.ACTIVE, PlanType.FREE));
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, 2026-03-01T00:00:00.000001Z, true",
        "CANCELLED, 2026-03-01T00:00:00Z, false",
        "CANCELLED, , false",
        "ACTIVE, 2026-04-01T00:00:00Z, false",
        "EXPIRED, 2026-04-01T00:00:00Z, false"
    })
    void cancellationIsTakenBackOnlyBeforeItTakesEffect(SubscriptionStatus status, Instant endsAt, boolean allowed) {
        expect(allowed, () -> SubscriptionPolicy.ensureMayResume(status, endsAt, NOW));
        assertThat(SubscriptionPolicy.isOver(status, endsAt, NOW))
                .isEqualTo(status == SubscriptionStatus.CANCELLED && endsAt != null && !allowed);
    }

    @Test
    void aPaidPlanTakesTheFreeOnesPlaceAndNothingElseDoes() {
        expect(true, () -> SubscriptionPolicy.ensureMayReplace(PlanType.FREE, ACTIVE, false, PlanType.BASIC));
        expect(false, () -> SubscriptionPolicy.ensureMayReplace(PlanType.FREE, ACTIVE, true, PlanType.BASIC));
        expect(false, () -> SubscriptionPolicy.ensureMayReplace(PlanType.FREE, ACTIVE, false, PlanType.FREE));
        expect(false, () -> SubscriptionPolicy.ensureMayReplace(PlanType.BASIC, ACTIVE, false, PlanType.PREMIUM));
    }

    @ParameterizedTest
    @CsvSource({
        "FREE, 0.00, BASIC, MONTHLY, true",
        "BASIC, 9.90, BASIC, YEARLY, true",
        "BASIC, 99.00, PREMIUM, MONTHLY, true",
        "BASIC, 99.00, BASIC, MONTHLY, false",
        "ENTERPRISE, 4990.00, PREMIUM, YEARLY, false",
        "PREMIUM, 49.00, BASIC, MONTHLY, false",
        "PREMIUM, 49.00, FREE, YEARLY, false"
    })
    void aGreaterPlanAndMoreMoneyAtOnceCostMore(
            PlanType current, BigDecimal amount, PlanType wanted, BillingCycle cycle, boolean more) {
        assertThat(SubscriptionPolicy.costsMore(current, amount, plans().plan(wanted), cycle))
                .isEqualTo(more);
    }

    @Test
    void limitsFallBackToTheFreePlansWhileSuspendedOrExpired() {
        PlanTable plans = plans();

        assertThat(SubscriptionPolicy.limits(plans, PlanType.BASIC, SubscriptionStatus.ACTIVE)
                        .messagesPerDay())
                .isEqualTo(1000);
        assertThat(SubscriptionPolicy.limits(plans, PlanType.BASIC, SubscriptionStatus.CANCELLED)
                        .messagesPerDay())
                .isEqualTo(1000);
        assertThat(SubscriptionPolicy.limits(plans, PlanType.BASIC, SubscriptionStatus.SUSPENDED)
                        .messagesPerDay())
                .isEqualTo(20);
        assertThat(SubscriptionPolicy.limits(plans, PlanType.BASIC, SubscriptionStatus.EXPIRED)
                        .messagesPerDay())
                .isEqualTo(20);
    }

    @Test
    void amountsHaveTwoDecimalsAndAMissingLimitIsUnlimited() {
        PlanTable plans = plans();

        assertThat(plans.plan(PlanType.BASIC).monthly()).isEqualTo(new BigDecimal("9.90"));
        assertThat(plans.plan(PlanType.ENTERPRISE).limits().messagesPerDay()).isNull();
        assertThat(plans.plan(PlanType.FREE).currency()).isEqualTo("EUR");
    }

    private static PlanTable plans() {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(PlanConfig.class)
                .withDefaultValues(Map.of(
                        "lopez.billing.free.monthly", "0",
                        "lopez.billing.free.yearly", "0",
                        "lopez.billing.free.messages-per-day", "20",
                        "lopez.billing.basic.monthly", "9.9",
                        "lopez.billing.basic.yearly", "99",
                        "lopez.billing.basic.messages-per-day", "1000",
                        "lopez.billing.premium.monthly", "49",
                        "lopez.billing.premium.yearly", "490",
                        "lopez.billing.enterprise.monthly", "499",
                        "lopez.billing.enterprise.yearly", "4990"))
                .build();
        return PlanTable.of(config.getConfigMapping(PlanConfig.class));
    }

    private static void expect(boolean allowed, ThrowingCallable call) {
        if (allowed) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(call).isInstanceOf(ProblemException.class);
        }
    }
}
