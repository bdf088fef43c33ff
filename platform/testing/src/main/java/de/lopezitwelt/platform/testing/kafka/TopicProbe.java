package de.lopezitwelt.platform.testing.kafka;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The committed records of a topic of the current test run. */
public final class TopicProbe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration ARRIVAL = Duration.ofSeconds(20);

    private TopicProbe() {}

    /** A record; {@code event} is the whole CloudEvents envelope, null for a tombstone. */
    public record Entry(String key, @Nullable JsonNode event) {
        /** The envelope, for callers that expect no tombstone. */
        public JsonNode envelope() {
            if (event == null) {
                throw new AssertionError("a tombstone for " + key);
            }
            return event;
        }
    }

    /**
     * All records of the topic from its beginning.
     *
     * @param topic without the run's prefix
     */
    public static List<Entry> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap(), "isolation.level", "read_committed", "enable.auto.commit", false);
        var entries = new ArrayList<Entry>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(resolve(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(PATIENCE).forEach(record -> entries.add(entry(record)));
            }
        }
        return entries;
    }

    /** The records of one key. */
    public static List<Entry> read(String topic, String key) {
        return read(topic).stream().filter(entry -> entry.key().equals(key)).toList();
    }

    /** The records of a key, once there are at least that many. */
    public static List<Entry> events(String topic, String key, int atLeast) {
        return awaited(() -> read(topic, key), atLeast);
    }

    /** The audit records of one row, once there are at least that many. */
    public static List<JsonNode> audited(String recordId, int atLeast) {
        return awaited(
                () -> read("lopez.audit").stream()
                        .map(entry -> entry.envelope().path("data"))
                        .filter(data -> data.path("record_id").asText().equals(recordId))
                        .toList(),
                atLeast);
    }

    private static <T> List<T> awaited(Callable<List<T>> look, int atLeast) {
        return await().atMost(ARRIVAL).ignoreExceptions().until(look, found -> found.size() >= atLeast);
    }

    /** Publishes an envelope as another service would. */
    public static void publish(String topic, String key, @Nullable String envelope, Map<String, String> headers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            byte[] body = envelope == null ? null : envelope.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var record = new ProducerRecord<>(resolve(topic), key, body);
            headers.forEach((name, value) ->
                    record.headers().add(name, value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            producer.send(record);
        }
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        try {
            return new Entry(record.key(), record.value() == null ? null : JSON.readTree(record.value()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String bootstrap() {
        return ConfigProvider.getConfig().getValue("lopez.kafka.bootstrap", String.class);
    }

    private static String resolve(String topic) {
        return ConfigProvider.getConfig()
                        .getOptionalValue("lopez.kafka.topic-prefix", String.class)
                        .orElse("")
                + topic;
    }
}
