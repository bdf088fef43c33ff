package de.lopezitwelt.platform.messaging.consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles events one by one, each with the handler of its type: for consumers with few events. */
public final class EventSwitch implements EventHandler {
    private static final int BATCH = 50;

    private final Map<Class<? extends Record>, One<Record>> handlers = new LinkedHashMap<>();

    /** Handles one event in the batch's transaction. */
    @FunctionalInterface
    public interface One<T extends Record> {
        Uni<Void> apply(SqlConnection transaction, T data, ReceivedEvent event);
    }

    public <T extends Record> EventSwitch on(Class<T> type, One<T> handler) {
        handlers.put(type, (transaction, data, event) -> handler.apply(transaction, type.cast(data), event));
        return this;
    }

    /** A consumer of exactly those types that have a handler. */
    public ConsumerSpec consumer(String group) {
        return ConsumerSpec.of(group, List.copyOf(handlers.keySet()), this).withBatchSize(BATCH);
    }

    /** Skips tombstones: they have no data for a handler. */
    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> applied = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            Record data = event.data();
            One<Record> handler = data == null ? null : handlers.get(data.getClass());
            if (data != null && handler != null) {
                applied = applied.chain(() -> handler.apply(transaction, data, event));
            }
        }
        return applied;
    }
}
