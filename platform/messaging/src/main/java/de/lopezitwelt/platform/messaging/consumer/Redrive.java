package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sends the dead letters of a group's open gaps to their topic again, marked for that group: it alone may fill the gap,
 * every other group skips the record. What is broken still comes back as a gap with one more attempt.
 */
@ApplicationScoped
public class Redrive {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration DATABASE = Duration.ofSeconds(30);

    private final Pool pool;
    private final KafkaClients clients;
    private final Topics topics;

    public Redrive(@ReactiveDataSource("worker") Pool pool, KafkaClients clients, Topics topics) {
        this.pool = pool;
        this.clients = clients;
        this.topics = topics;
    }

    /** A gap's place in its source topic, by which its dead letter is found. */
    private record Source(String topic, long partition, long offset) {}

    /**
     * Blocks: for a worker thread.
     *
     * @return records sent again
     */
    public int group(String group, ConsumerTables tables) throws InterruptedException, ExecutionException {
        Map<String, List<Source>> gaps = new HashMap<>();
        for (Row row : pool.preparedQuery("SELECT topic, partition_number, record_offset FROM " + tables.gaps()
                        + " WHERE consumer_group = ?")
                .execute(Tuple.of(group))
                .await()
                .atMost(DATABASE)) {
            gaps.computeIfAbsent(row.getString(0), topic -> new ArrayList<>())
                    .add(new Source(row.getString(0), row.getLong(1), row.getLong(2)));
        }
        int sent = 0;
        for (Map.Entry<String, List<Source>> topic : gaps.entrySet()) {
            sent += send(group, letters(group, topic.getKey(), topic.getValue()));
        }
        return sent;
    }

    private List<ConsumerRecord<String, byte[]>> letters(String group, String topic, List<Source> wanted) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        List<Source> missing = new ArrayList<>(wanted);
        try (KafkaConsumer<String, byte[]> consumer = clients.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.resolve(Topics.deadLetters(topic))).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!missing.isEmpty()
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                    Source source = sourceOf(letter, group);
                    if (source != null && missing.remove(source)) {
                        found.add(letter);
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Source sourceOf(ConsumerRecord<String, byte[]> letter, String group) {
        String topic = EventHeaders.text(letter.headers(), EventHeaders.SOURCE_TOPIC);
        Long partition = EventHeaders.number(letter.headers(), EventHeaders.SOURCE_PARTITION);
        Long offset = EventHeaders.number(letter.headers(), EventHeaders.SOURCE_OFFSET);
        boolean ours = group.equals(EventHeaders.text(letter.headers(), EventHeaders.SOURCE_GROUP));
        return ours && topic != null && partition != null && offset != null
                ? new Source(topic, partition, offset)
                : null;
    }

    private int send(String group, List<ConsumerRecord<String, byte[]>> letters)
            throws InterruptedException, ExecutionException {
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = clients.plainProducer()) {
            for (ConsumerRecord<String, byte[]> letter : letters) {
                String topic = EventHeaders.text(letter.headers(), EventHeaders.SOURCE_TOPIC);
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(topics.resolve(String.valueOf(topic)), letter.key(), letter.value());
                letter.headers().forEach(header -> {
                    if (!header.key().startsWith("dlq_")) {
                        record.headers().add(header);
                    }
                });
                EventHeaders.add(record.headers(), EventHeaders.REDRIVE, group);
                sent.add(producer.send(record));
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        }
        return sent.size();
    }
}
