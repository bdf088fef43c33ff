package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches in Kafka transactions under a fixed id. Opening a publisher fences every earlier one, wherever that
 * one hangs: nothing that it sends afterwards becomes visible. After any failure, close it and open a new one.
 */
final class RelayPublisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;

    private RelayPublisher(KafkaProducer<String, byte[]> producer, Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    static RelayPublisher open(KafkaClients clients, Topics topics, String transactionalId) {
        KafkaProducer<String, byte[]> producer = clients.transactionalProducer(transactionalId);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new RelayPublisher(producer, topics);
    }

    /** Returns once all in-sync replicas have the whole batch; a failed send makes the commit fail. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void publish(List<OutboxRow> rows) {
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            for (OutboxMessage message : row.messages()) {
                producer.send(record(message));
            }
        }
        producer.commitTransaction();
    }

    private ProducerRecord<String, byte[]> record(OutboxMessage message) {
        String payload = message.payload();
        byte @Nullable [] body = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.resolve(message.topic()),
                null,
                IdGenerator.timeOf(message.id()).toEpochMilli(),
                message.key(),
                body);
        Headers headers = record.headers();
        EventHeaders.add(headers, EventHeaders.CONTENT_TYPE, EventHeaders.STRUCTURED_JSON);
        EventHeaders.add(headers, EventHeaders.ID, message.id());
        EventHeaders.add(headers, EventHeaders.TYPE, message.type());
        if (message.aggregateVersion() != null) {
            EventHeaders.add(
                    headers,
                    EventHeaders.AGGREGATE_VERSION,
                    message.aggregateVersion().toString());
        }
        return record;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
