package de.lopezitwelt.orgbilling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodsTest {
    @ParameterizedTest
    @CsvSource({
        "MONTHLY, 2026-01-15T10:00:00Z, 2026-01-15T10:00:00Z, 2026-02-15T10:00:00Z",
        "MONTHLY, 2026-01-15T10:00:00Z, 2026-02-15T09:59:59Z, 2026-02-15T10:00:00Z",
        "MONTHLY, 2026-01-15T10:00:00Z, 2026-02-15T10:00:00Z, 2026-03-15T10:00:00Z",
        "MONTHLY, 2026-01-31T00:00:00Z, 2026-02-01T00:00:00Z, 2026-02-28T00:00:00Z",
        "MONTHLY, 2026-01-31T00:00:00Z, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
        "MONTHLY, 2026-01-31T00:00:00Z, 2026-04-10T00:00:00Z, 2026-04-30T00:00:00Z",
        "YEARLY, 2024-02-29T12:00:00Z, 2025-02-28T11:00:00Z, 2025-02-28T12:00:00Z",
        "YEARLY, 2024-02-29T12:00:00Z, 2027-03-01T00:00:00Z, 2028-02-29T12:00:00Z",
        "YEARLY, 2026-05-01T00:00:00Z, 2026-04-01T00:00:00Z, 2026-05-01T00:00:00Z"
    })
    void periodEndsAreReckonedFromTheStart(BillingCycle cycle, Instant start, Instant now, Instant end) {
        assertThat(BillingPeriods.endOfCurrent(start, cycle, now)).isEqualTo(end);
    }
}
