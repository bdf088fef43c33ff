package de.lopezitwelt.chat.budget.counter;

import org.jspecify.annotations.Nullable;

/**
 * What one turn demands of one counter.
 *
 * @param amount at least 0
 * @param limit null when unlimited: the amount is then only counted
 * @param charge true to use the amount up at once, false to reserve it until the reply ends
 */
public record Demand(CounterKey key, long amount, @Nullable Long limit, boolean charge) {
    public Demand {
        if (amount < 0) {
            throw new IllegalArgumentException("negative demand");
        }
    }
}
