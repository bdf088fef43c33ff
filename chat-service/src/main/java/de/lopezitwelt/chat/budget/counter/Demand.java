package de.lopezitwelt.chat.budget.counter;

import de.lopezitwelt.contracts.subscription.PlanType;
import org.jspecify.annotations.Nullable;

/**
 * The demand of one turn on one counter.
 *
 * @param amount at least 0
 * @param limit null when unlimited: the amount is then only counted
 * @param charge true to use the amount up at once, false to reserve it until the reply ends
 * @param plan that the limit follows from; null for none
 */
public record Demand(
        CounterKey key,
        long amount,
        @Nullable Long limit,
        boolean charge,
        @Nullable PlanType plan) {
    /** A demand on a limit that follows from no plan. */
    public Demand(CounterKey key, long amount, @Nullable Long limit, boolean charge) {
        this(key, amount, limit, charge, null);
    }

    public Demand {
        if (amount < 0) {
            throw new IllegalArgumentException("negative demand");
        }
    }
}
