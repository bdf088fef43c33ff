package de.lopezitwelt.benchmarks.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Meter;
import de.lopezitwelt.benchmarks.frame.Spent;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A bare consumer: one thread that reads the events into records and does nothing with them. */
final class FoldBaseline {
    private static final ObjectReader READER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Envelope.class);

    private record Envelope(String id, String type, String subject, String time, long aggregateversion, Data data) {}

    private record Data(
            String sessionId,
            String userId,
            String agentId,
            String messageId,
            long position,
            String messageType,
            int tokensUsed,
            int processingTimeMs,
            String createdAt) {}

    private FoldBaseline() {}

    static Figures run(KafkaAccess kafka, String topic, int warmUp, int events, Meter meter) throws IOException {
        read(kafka, topic, warmUp);
        var cpu = meter.start();
        long tokens = read(kafka, topic, events);
        Spent spent = cpu.stop();
        if (tokens == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return Figures.throughput("bare consumer, parses", events, spent);
    }

    /** @return the sum of a field, so that the compiler cannot leave out the work */
    private static long read(KafkaAccess kafka, String topic, int events) throws IOException {
        long tokens = 0;
        int seen = 0;
        try (var consumer = kafka.reader(topic, true)) {
            while (seen < events) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    Envelope event = READER.readValue(record.value());
                    tokens += event.data().tokensUsed();
                    seen++;
                }
            }
        }
        return tokens;
    }
}
