package de.lopezitwelt.platform.messaging.consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * Folds events into tables. Called on the consumer's own thread inside an open transaction on the worker pool that also
 * advances the Kafka offset: what is not written through {@code transaction} is not exactly-once. A batch may be handed
 * over again after a failure, so nothing but the transaction may remember it.
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Folds one batch.
     *
     * @param batch in order per aggregate, without duplicates of events that have an aggregate version; never empty
     */
    Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch);
}
