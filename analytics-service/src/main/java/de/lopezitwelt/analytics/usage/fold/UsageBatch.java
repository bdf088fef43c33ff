package de.lopezitwelt.analytics.usage.fold;

import static java.util.Objects.requireNonNullElse;

import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageSlot;
import de.lopezitwelt.analytics.usage.UsageTable;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds up the ends of replies of a batch in memory. All values are sums, so it does not matter how events are cut into batches. */
final class UsageBatch {
    private static final String NONE = "";

    private final Map<UsageTable, Map<Key, UsageTotals>> rows = new EnumMap<>(UsageTable.class);
    private final Set<String> users = new HashSet<>();

    /** @param values of the table's dimensions, in their order */
    record Key(UsageSlot slot, List<String> values) {
        String id() {
            return slot.id(values);
        }
    }

    static UsageBatch of(List<ReceivedEvent> events) {
        UsageBatch batch = new UsageBatch();
        events.forEach(batch::add);
        return batch;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** Who may have been erased before. */
    Set<String> users() {
        return users;
    }

    /** Leaves out the people who were erased. What their replies used stays in the totals. */
    void leaveOut(Erased erased) {
        int user = UsageTable.PEOPLE.dimensions().indexOf(UsageDimension.USER);
        Objects.requireNonNull(rows.get(UsageTable.PEOPLE))
                .keySet()
                .removeIf(key -> erased.contains(key.values().get(user)));
    }

    Map<Key, UsageTotals> rows(UsageTable table) {
        return rows.getOrDefault(table, Map.of());
    }

    private void add(ReceivedEvent event) {
        switch (event.data()) {
            case ReplyEnded ended -> {
                ReplyUse use = ended.use();
                String reason = ended instanceof ReplyFailed failed ? failed.failure() : NONE;
                String provider = requireNonNullElse(use.provider(), NONE);
                add(
                        event.time(),
                        ended.origin(),
                        use.model(),
                        provider,
                        reason,
                        use.currency(),
                        totals -> totals.count(ended));
            }
            case ReplyRefused refused ->
                add(
                        event.time(),
                        refused.origin(),
                        refused.model(),
                        NONE,
                        refused.limit(),
                        NONE,
                        totals -> totals.refused++);
            case null, default -> {
                // of another fold
            }
        }
    }

    private void add(
            @Nullable Instant time,
            ReplyOrigin origin,
            String model,
            String provider,
            String reason,
            String currency,
            Consumer<UsageTotals> count) {
        users.add(origin.userId());
        UsageSlot slot = UsageSlot.of(Objects.requireNonNull(time, "domain events carry their time"));
        for (UsageTable table : UsageTable.values()) {
            List<String> values = table.dimensions().stream()
                    .map(dimension -> switch (dimension) {
                        case ORGANIZATION -> requireNonNullElse(origin.organizationId(), NONE);
                        case AGENT -> requireNonNullElse(origin.agentId(), NONE);
                        case MODEL -> model;
                        case PROVIDER -> provider;
                        case SOURCE -> origin.source().wireName();
                        case REASON -> reason;
                        case CURRENCY -> currency;
                        case USER -> origin.userId();
                        case KEY -> requireNonNullElse(origin.apiKeyId(), NONE);
                    })
                    .toList();
            count.accept(rows.computeIfAbsent(table, none -> new HashMap<>())
                    .computeIfAbsent(new Key(slot, values), none -> new UsageTotals()));
        }
    }
}
