package de.lopezitwelt.platform.messaging.consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;

/**
 * Folds events into tables. It runs on the consumer's own thread, in an open transaction of the worker pool that also
 * advances the Kafka offset: anything not written through {@code transaction} is not exactly-once. After a failure the
 * same batch may come again, so only the transaction may keep state.
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Folds one batch.
     *
     * @param batch in order per aggregate, without duplicates of events that have an aggregate version; never empty
     */
    Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch);

    /**
     * As {@link #apply}, for a consumer whose rows hold the versions of their aggregates.
     *
     * @return versions by the events' keys, as far as its rows hold them now; others are stored in the table of versions
     */
    default Uni<Map<String, Long>> applyWithVersions(SqlConnection transaction, List<ReceivedEvent> batch) {
        return apply(transaction, batch).replaceWith(Map.of());
    }
}
