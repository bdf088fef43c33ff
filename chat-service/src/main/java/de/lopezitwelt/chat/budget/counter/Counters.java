package de.lopezitwelt.chat.budget.counter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The counters of a batch: locked in the database, decided in memory, in the order of arrival. Not thread safe: one
 * transaction uses it.
 */
public final class Counters {
    /** The level of a counter. */
    public record Level(long used, long reserved) {
        static final Level ZERO = new Level(0, 0);
    }

    private final Map<CounterKey, Level> levels = new HashMap<>();
    private final Set<CounterKey> changed = new HashSet<>();

    public void load(CounterKey key, Level level) {
        levels.put(key, level);
    }

    public Level level(CounterKey key) {
        return levels.getOrDefault(key, Level.ZERO);
    }

    /**
     * Grants all demands or none.
     *
     * @return the first demand that does not fit; empty when all were granted
     */
    public Optional<Demand> grant(List<Demand> demands) {
        for (Demand demand : demands) {
            Level level = level(demand.key());
            Long limit = demand.limit();
            if (limit != null && level.used() + level.reserved() + demand.amount() > limit) {
                return Optional.of(demand);
            }
        }
        for (Demand demand : demands) {
            add(demand.key(), demand.charge() ? demand.amount() : 0, demand.charge() ? 0 : demand.amount());
        }
        return Optional.empty();
    }

    public void settle(List<Settlement> settlements) {
        for (Settlement settlement : settlements) {
            add(settlement.key(), settlement.used(), -settlement.reserved());
        }
    }

    /** Keys whose level differs from what was loaded, in locking order. */
    public List<CounterKey> changed() {
        List<CounterKey> keys = new ArrayList<>(changed);
        keys.sort(null);
        return keys;
    }

    /** The reservations of a turn with these granted demands. */
    public static List<Reservation> reservationsOf(Collection<Demand> demands) {
        return demands.stream()
                .filter(demand -> !demand.charge())
                .map(demand -> new Reservation(demand.key(), demand.amount()))
                .toList();
    }

    private void add(CounterKey key, long used, long reserved) {
        if (used == 0 && reserved == 0) {
            return;
        }
        Level level = level(key);
        levels.put(key, new Level(level.used() + used, Math.max(0, level.reserved() + reserved)));
        changed.add(key);
    }
}
