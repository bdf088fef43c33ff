package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records behind gaps: among the dead letters or, when those have expired, in the topic that they came from.
 * Blocks: for worker threads.
 */
@ApplicationScoped
class DeadLetterArchive {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final Topics topics;

    DeadLetterArchive(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /** A gap's position in its source topic. */
    private record Place(String group, String topic, long partition, long offset) {
        static Place of(OpenGap gap) {
            return new Place(gap.group(), gap.topic(), gap.partition(), gap.offset());
        }
    }

    /** Records by gap. A gap is missing when Kafka no longer holds its record. */
    Map<OpenGap, ConsumerRecord<String, byte[]>> find(Collection<OpenGap> gaps) {
        Map<String, Map<Place, OpenGap>> wanted = new HashMap<>();
        gaps.forEach(gap ->
                wanted.computeIfAbsent(gap.topic(), topic -> new HashMap<>()).put(Place.of(gap), gap));
        Map<OpenGap, ConsumerRecord<String, byte[]>> found = new HashMap<>();
        if (gaps.isEmpty()) {
            return found;
        }
        try (KafkaConsumer<String, byte[]> consumer = clients.reader()) {
            wanted.forEach((topic, places) -> {
                findLetters(consumer, topic, places, found);
                places.values().forEach(gap -> {
                    ConsumerRecord<String, byte[]> source = SourceRecords.read(
                            consumer, new TopicPartition(topics.resolve(gap.topic()), gap.partition()), gap.offset());
                    if (source != null) {
                        found.put(gap, source);
                    }
                });
            });
        }
        return found;
    }

    private void findLetters(
            KafkaConsumer<String, byte[]> consumer,
            String topic,
            Map<Place, OpenGap> missing,
            Map<OpenGap, ConsumerRecord<String, byte[]>> found) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topics.resolve(Topics.deadLetters(topic)))
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!missing.isEmpty()
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                Place place = placeOf(letter);
                OpenGap gap = place == null ? null : missing.remove(place);
                if (gap != null) {
                    found.put(gap, letter);
                }
            }
        }
    }

    private static @Nullable Place placeOf(ConsumerRecord<String, byte[]> letter) {
        String group = EventHeaders.text(letter.headers(), EventHeaders.SOURCE_GROUP);
        String topic = EventHeaders.text(letter.headers(), EventHeaders.SOURCE_TOPIC);
        Long partition = EventHeaders.number(letter.headers(), EventHeaders.SOURCE_PARTITION);
        Long offset = EventHeaders.number(letter.headers(), EventHeaders.SOURCE_OFFSET);
        return group == null || topic == null || partition == null || offset == null
                ? null
                : new Place(group, topic, partition, offset);
    }
}
