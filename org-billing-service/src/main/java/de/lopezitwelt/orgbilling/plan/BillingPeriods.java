package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Periods counted from the day a subscription started, in UTC. Each is counted from the start, not from the one before,
 * so that a subscription of the 31st ends on the
 * last day of short months and on the 31st of long ones.
 */
public final class BillingPeriods {
    private BillingPeriods() {}

    /** End of the period that contains {@code now}. A border belongs to the period that begins there. */
    public static Instant endOfCurrent(Instant start, BillingCycle cycle, Instant now) {
        ZonedDateTime anchor = start.atZone(ZoneOffset.UTC);
        ChronoUnit unit = cycle == BillingCycle.MONTHLY ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
        long periods = Math.max(0, unit.between(anchor, now.atZone(ZoneOffset.UTC)));
        ZonedDateTime end = anchor.plus(periods, unit);
        while (!end.toInstant().isAfter(now)) {
            periods++;
            end = anchor.plus(periods, unit);
        }
        return end.toInstant();
    }
}
