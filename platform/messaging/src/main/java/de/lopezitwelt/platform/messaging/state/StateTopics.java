package de.lopezitwelt.platform.messaging.state;

import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads whole compacted topics in every instance, without a group: for the little of a state that each request needs.
 * Larger states belong in a replica table, which a consumer writes.
 */
@ApplicationScoped
public class StateTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final List<LoopThread> readers = new CopyOnWriteArrayList<>();

    public StateTopics(KafkaClients clients, Topics topics, TopicCreation creation) {
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
    }

    /**
     * Passes every snapshot from the topic's first on, and null for a tombstone, to a listener that keeps what it
     * needs. Nothing is kept here, so a topic of all users does not fill the memory of every instance.
     */
    public <T extends Record> void follow(Class<T> snapshot, StateListener<T> listener) {
        String topic = EventTypes.of(snapshot).topic();
        StateReader<T> reader = new StateReader<>(clients, topics, creation, snapshot, listener);
        readers.add(LoopThread.start("state " + topic, reader));
    }

    void stop(@Observes ShutdownEvent event) {
        LoopThread.stop(List.copyOf(readers), PATIENCE);
    }
}
