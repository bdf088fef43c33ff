package de.lopezitwelt.platform.messaging.ledger;

import de.lopezitwelt.platform.messaging.kafka.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A group's next offsets, stored beside what it folds. Topics are stored without an installation's prefix. */
public final class OffsetStore {
    private final Pool pool;
    private final Topics topics;
    private final String group;
    private final String table;

    /** A move of one partition, valid only if the partition still stands at {@code from}. */
    public record Move(TopicPartition partition, long from, long to) {}

    public OffsetStore(Pool pool, Topics topics, String group, String table) {
        this.pool = pool;
        this.topics = topics;
        this.group = group;
        this.table = table;
    }

    /** A record's topic without an installation's prefix. */
    public String topicOf(ConsumerRecord<?, ?> record) {
        return topics.unresolve(record.topic());
    }

    /** Stored offsets; partitions that the group never had are missing. */
    public Uni<Map<TopicPartition, Long>> load(Collection<TopicPartition> partitions) {
        return all(pool).map(offsets -> {
            offsets.keySet().retainAll(partitions);
            return offsets;
        });
    }

    /** As {@link #load} for every partition, through the caller's connection. */
    public Uni<Map<TopicPartition, Long>> all(SqlClient connection) {
        return connection
                .preparedQuery(
                        "SELECT topic, partition_number, next_offset FROM " + table + " WHERE consumer_group = ?")
                .execute(Tuple.of(group))
                .map(rows -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    for (Row row : rows) {
                        offsets.put(
                                new TopicPartition(topics.resolve(row.getString(0)), row.getInteger(1)),
                                row.getLong(2));
                    }
                    return offsets;
                });
    }

    /** Stores the first offset of a partition, unless one is stored already. */
    public Uni<Void> begin(TopicPartition partition, long offset) {
        return pool.preparedQuery("INSERT IGNORE INTO " + table
                        + " (consumer_group, topic, partition_number, next_offset) VALUES (?, ?, ?, ?)")
                .execute(Tuple.of(group, topics.unresolve(partition.topic()), partition.partition(), offset))
                .replaceWithVoid();
    }

    /** As {@link #advance(SqlClient, List)} in a transaction of its own. */
    public Uni<Void> advance(List<Move> moves) {
        return pool.withTransaction(transaction -> advance(transaction, moves));
    }

    /**
     * Moves all partitions or none: fails with {@link StaleOffsetException} when one of them does not stand where its
     * move starts.
     */
    public Uni<Void> advance(SqlClient transaction, List<Move> moves) {
        StringBuilder statement = new StringBuilder("UPDATE ").append(table).append(" SET next_offset = CASE");
        List<Object> next = new ArrayList<>();
        List<Object> where = new ArrayList<>();
        StringBuilder condition = new StringBuilder();
        for (Move move : moves.stream().sorted(BY_PARTITION).toList()) {
            String topic = topics.unresolve(move.partition().topic());
            statement.append(" WHEN topic = ? AND partition_number = ? THEN ?");
            next.addAll(List.of(topic, move.partition().partition(), move.to()));
            condition
                    .append(condition.isEmpty() ? "" : " OR ")
                    .append("(topic = ? AND partition_number = ? AND next_offset = ?)");
            where.addAll(List.of(topic, move.partition().partition(), move.from()));
        }
        statement
                .append(" END WHERE consumer_group = ? AND (")
                .append(condition)
                .append(')');
        next.add(group);
        next.addAll(where);
        return transaction
                .preparedQuery(statement.toString())
                .execute(Tuple.tuple(next))
                .invoke(rows -> {
                    if (rows.rowCount() != moves.size()) {
                        throw new StaleOffsetException(group);
                    }
                })
                .replaceWithVoid();
    }

    private static final Comparator<Move> BY_PARTITION = Comparator.comparing(
                    (Move move) -> move.partition().topic())
            .thenComparing(move -> move.partition().partition());
}
