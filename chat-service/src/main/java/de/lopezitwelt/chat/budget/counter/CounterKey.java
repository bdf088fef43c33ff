package de.lopezitwelt.chat.budget.counter;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import java.time.LocalDate;
import java.util.Comparator;

/** One row of {@code usage_counters}. The natural order is the order in which rows are locked. */
public record CounterKey(EntitlementSubject subjectType, String subjectId, LimitName limit, LocalDate windowStart)
        implements Comparable<CounterKey> {
    private static final Comparator<CounterKey> PRIMARY_KEY = Comparator.comparing(CounterKey::subjectId)
            .thenComparing(CounterKey::subjectType)
            .thenComparing(CounterKey::limit)
            .thenComparing(CounterKey::windowStart);

    @Override
    public int compareTo(CounterKey other) {
        return PRIMARY_KEY.compare(this, other);
    }
}
