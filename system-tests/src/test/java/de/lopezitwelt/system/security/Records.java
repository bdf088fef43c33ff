package de.lopezitwelt.system.security;

import de.lopezitwelt.system.support.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Every record of every topic, headers included. */
final class Records {
    private Records() {}

    /** Records whose text is wanted, as {@code topic: text}. */
    static List<String> find(Platform platform, Predicate<String> wanted) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", platform.local().kafkaBootstrap());
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String text = text(record);
                    if (wanted.test(text)) {
                        found.add(record.topic() + ": " + text);
                    }
                });
            }
        }
        return found;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder().append(text(record.key())).append(text(record.value()));
        record.headers().forEach(header -> text.append(text(header.value())));
        return text.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
