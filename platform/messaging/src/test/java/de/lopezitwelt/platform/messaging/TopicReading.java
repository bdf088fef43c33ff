package de.lopezitwelt.platform.messaging;

import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The records visible in a topic, from its first one on. */
public final class TopicReading implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    public TopicReading(KafkaClients clients, String resolvedTopic) {
        consumer = clients.reader();
        List<TopicPartition> partitions = consumer.partitionsFor(resolvedTopic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records seen so far. */
    public List<ConsumerRecord<String, byte[]>> records() {
        for (int empty = 0; empty < 2; ) {
            int before = records.size();
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            empty = records.size() == before ? empty + 1 : 0;
        }
        return records;
    }

    public List<Long> versions(String key) {
        return records().stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> EventHeaders.number(record.headers(), EventHeaders.AGGREGATE_VERSION))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
