package de.lopezitwelt.analytics.rebuild;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The live tables as they were at one moment.
 *
 * @param connection sees that moment only
 * @param place the offsets of that moment
 */
record LiveSnapshot(SqlConnection connection, Map<TopicPartition, Long> place, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
