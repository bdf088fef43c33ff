package de.lopezitwelt.platform.messaging.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemState;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class StateTopicsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    StateTopics states;

    @Inject
    Events events;

    @Inject
    KafkaClients clients;

    @Inject
    Topics topics;

    @Inject
    TopicCreation creation;

    @Test
    void followerHearsTheWholeTopicAndWhatComesAfterwards() throws Exception {
        creation.ensure(List.of("test.items.state"));
        try (KafkaProducer<String, byte[]> producer = clients.plainProducer()) {
            send(producer, state("a", "red", 1));
            send(producer, state("b", "blue", 1));
            send(producer, state("a", "green", 2));
            producer.flush();

            List<String> heard = new CopyOnWriteArrayList<>();
            states.follow(
                    ItemState.class,
                    (key, version, state) -> heard.add(key + version + (state == null ? "-" : state.colour())));
            await().atMost(PATIENCE).until(() -> heard.containsAll(List.of("a2green", "b1blue")));
            assertThat(heard).containsSubsequence("a1red", "a2green");

            send(producer, events.tombstone(ItemState.class, "b", 2));
            send(producer, state("c", "grey", 1));

            await().atMost(PATIENCE).until(() -> heard.containsAll(List.of("b2-", "c1grey")));
        }
    }

    private OutboxMessage state(String item, String colour, long version) {
        return events.state(new ItemState(item, colour), item, version);
    }

    private void send(KafkaProducer<String, byte[]> producer, OutboxMessage message) {
        String payload = message.payload();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.resolve(message.topic()),
                message.key(),
                payload == null ? null : payload.getBytes(StandardCharsets.UTF_8));
        EventHeaders.add(record.headers(), EventHeaders.ID, message.id());
        EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
        EventHeaders.add(
                record.headers(),
                EventHeaders.AGGREGATE_VERSION,
                Objects.requireNonNull(message.aggregateVersion()).toString());
        producer.send(record);
    }
}
