package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.EventDecoder;
import de.lopezitwelt.platform.messaging.EventEnvelope;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sends the dead letters of a group's open gaps to their topic again, marked for that group: only this group may fill
 * the gap, every other group skips the record. A record that is still broken comes back as the same gap with one more
 * attempt. A body that nothing can read is replaced by a new one. Blocks: for worker threads.
 */
@ApplicationScoped
public class Redrive {
    private static final Duration DATABASE = Duration.ofSeconds(30);

    private final OpenGaps gaps;
    private final DeadLetterArchive archive;
    private final KafkaClients clients;
    private final Topics topics;

    Redrive(OpenGaps gaps, DeadLetterArchive archive, KafkaClients clients, Topics topics) {
        this.gaps = gaps;
        this.archive = archive;
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * Sends every event again that a group lacks.
     *
     * @param topic null for every topic
     * @return records sent again
     */
    public int group(String group, ConsumerTables tables, @Nullable String topic)
            throws InterruptedException, ExecutionException {
        return gaps(gaps.of(group, tables, topic).await().atMost(DATABASE));
    }

    /** @return records sent again: fewer than gaps when Kafka no longer holds some records */
    public int gaps(List<OpenGap> wanted) throws InterruptedException, ExecutionException {
        Map<OpenGap, ConsumerRecord<String, byte[]>> letters = archive.find(wanted);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (OpenGap gap : wanted) {
            ConsumerRecord<String, byte[]> letter = letters.get(gap);
            if (letter != null) {
                records.add(record(gap, letter.key(), letter.value(), letter.headers()));
            }
        }
        return send(records);
    }

    /**
     * Sends one event with another body, when its bytes cannot be read.
     *
     * @throws EventContractException when the body is not the event that the gap names
     */
    public int mended(OpenGap gap, String body) throws InterruptedException, ExecutionException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EventEnvelope event = EventDecoder.envelope(bytes);
        require("type", gap.eventType(), event.type());
        require("aggregateversion", gap.aggregateVersion(), event.aggregateVersion());
        require("subject", gap.eventKey(), event.subject());
        ConsumerRecord<String, byte[]> letter = archive.find(List.of(gap)).get(gap);
        String named = letter == null ? null : EventHeaders.text(letter.headers(), EventHeaders.ID);
        require("id", named, event.id());
        String key = letter == null || letter.key() == null ? event.subject() : letter.key();
        return send(List.of(record(gap, key, bytes, letter == null ? null : letter.headers())));
    }

    /** The record behind a gap. */
    public DeadLetter show(OpenGap gap) {
        ConsumerRecord<String, byte[]> letter = archive.find(List.of(gap)).get(gap);
        Map<String, String> headers = new LinkedHashMap<>();
        if (letter == null) {
            return new DeadLetter(gap, headers, null);
        }
        letter.headers()
                .forEach(header ->
                        headers.put(header.key(), String.valueOf(EventHeaders.text(letter.headers(), header.key()))));
        byte[] value = letter.value();
        return new DeadLetter(gap, headers, value == null ? null : new String(value, StandardCharsets.UTF_8));
    }

    private static void require(String attribute, @Nullable Object recorded, @Nullable Object mended) {
        if (recorded != null && !recorded.equals(mended)) {
            throw new EventContractException(attribute + ": " + mended + " where the gap is of " + recorded);
        }
    }

    private ProducerRecord<String, byte[]> record(
            OpenGap gap, @Nullable String key, byte @Nullable [] body, @Nullable Headers headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topics.resolve(gap.topic()), key, body);
        if (headers != null) {
            headers.forEach(header -> {
                if (!header.key().startsWith("dlq_") && !header.key().startsWith(EventHeaders.REDRIVE)) {
                    record.headers().add(header);
                }
            });
        }
        EventHeaders.add(record.headers(), EventHeaders.REDRIVE, gap.group());
        EventHeaders.add(record.headers(), EventHeaders.REDRIVEN_GAP, gap.eventId());
        return record;
    }

    private int send(List<ProducerRecord<String, byte[]>> records) throws InterruptedException, ExecutionException {
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = clients.plainProducer()) {
            for (ProducerRecord<String, byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        }
        return sent.size();
    }
}
