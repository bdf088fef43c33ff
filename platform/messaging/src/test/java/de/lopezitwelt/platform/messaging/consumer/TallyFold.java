package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.ItemCounted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up amounts per item; the table's TINYINT refuses an amount above 127. */
public record TallyFold(String fold) implements EventHandler {
    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Map<String, int[]> sums = new LinkedHashMap<>();
        for (ReceivedEvent event : batch) {
            ItemCounted counted = event.as(ItemCounted.class);
            if ("refuse".equals(counted.note())) {
                throw new IllegalArgumentException("refused by the fold");
            }
            int[] sum = sums.computeIfAbsent(counted.itemId(), item -> new int[2]);
            sum[0]++;
            sum[1] = Math.max(sum[1], counted.amount());
        }
        return transaction
                .preparedQuery("INSERT INTO tally (fold, item, seen, amount) VALUES (?, ?, ?, ?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE seen = tally.seen + fresh.seen, amount = fresh.amount")
                .executeBatch(sums.entrySet().stream()
                        .map(sum -> Tuple.of(fold, sum.getKey(), sum.getValue()[0], sum.getValue()[1]))
                        .toList())
                .replaceWithVoid();
    }
}
