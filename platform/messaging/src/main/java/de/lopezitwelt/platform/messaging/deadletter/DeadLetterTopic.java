package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Puts records aside, byte for byte, with the reason and where they came from. */
public final class DeadLetterTopic implements AutoCloseable {
    private final KafkaClients clients;
    private final Topics topics;
    private final String group;
    private @Nullable KafkaProducer<String, byte[]> producer;

    public DeadLetterTopic(KafkaClients clients, Topics topics, String group) {
        this.clients = clients;
        this.topics = topics;
        this.group = group;
    }

    /** Returns once all in-sync replicas have the letters. */
    public void send(List<DeadRecord> letters) throws InterruptedException, ExecutionException {
        if (producer == null) {
            producer = clients.plainProducer();
        }
        List<Future<?>> sent = new ArrayList<>();
        for (DeadRecord dead : letters) {
            sent.add(producer.send(letter(dead)));
        }
        for (Future<?> acknowledged : sent) {
            acknowledged.get();
        }
    }

    private ProducerRecord<String, byte[]> letter(DeadRecord dead) {
        ConsumerRecord<String, byte[]> source = dead.record();
        String topic = topics.unresolve(source.topic());
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topics.resolve(Topics.deadLetters(topic)), null, source.key(), source.value());
        Headers headers = letter.headers();
        source.headers().forEach(headers::add);
        headers.remove(EventHeaders.REDRIVE);
        headers.remove(EventHeaders.REDRIVEN_GAP);
        EventHeaders.add(headers, EventHeaders.REASON, dead.reason());
        EventHeaders.add(headers, EventHeaders.SOURCE_GROUP, group);
        EventHeaders.add(headers, EventHeaders.SOURCE_TOPIC, topic);
        EventHeaders.add(headers, EventHeaders.SOURCE_PARTITION, Integer.toString(source.partition()));
        EventHeaders.add(headers, EventHeaders.SOURCE_OFFSET, Long.toString(source.offset()));
        return letter;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }
}
