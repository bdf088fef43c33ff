package de.lopezitwelt.auth.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service under test has published, from the first record on. */
public final class Topic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Topic() {}

    /** Waits until as many events as wanted match, and gives them in order. Tombstones match nothing. */
    public static List<JsonNode> await(String name, int wanted, Predicate<JsonNode> matching) {
        Config config = ConfigProvider.getConfig();
        String topic = config.getValue("lopez.kafka.topic-prefix", String.class) + name;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                config.getValue("lopez.kafka.bootstrap", String.class),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<JsonNode>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                if (consumer.assignment().isEmpty()) {
                    consumer.assign(consumer.partitionsFor(topic).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList());
                    consumer.seekToBeginning(consumer.assignment());
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    JsonNode event = record.value() == null ? JSON.nullNode() : parse(record.value());
                    if (matching.test(event)) {
                        found.add(event);
                    }
                });
                return found.size() >= wanted;
            });
        }
        return found;
    }

    private static JsonNode parse(String value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
