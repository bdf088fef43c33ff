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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads whole compacted topics into the memory of every instance, without a group: for small states that each request
 * needs. Larger states belong in a replica table, which a consumer writes.
 */
@ApplicationScoped
public class StateTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final Map<Class<?>, Reading<?>> readings = new ConcurrentHashMap<>();

    private record Reading<T extends Record>(StateTable<T> table, LoopThread loop) {}

    public StateTopics(KafkaClients clients, Topics topics, TopicCreation creation) {
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
    }

    /** The table of a snapshot type, kept up to date from now on. All callers share one table. */
    @SuppressWarnings("unchecked")
    public <T extends Record> StateTable<T> table(Class<T> snapshot) {
        return (StateTable<T>)
                readings.computeIfAbsent(snapshot, ignored -> read(snapshot)).table();
    }

    /**
     * Passes every snapshot from the topic's first on, and null for a tombstone, to a listener that keeps what it
     * needs. Nothing is kept here, so a topic of all users does not fill the memory of every instance.
     */
    public <T extends Record> void follow(Class<T> snapshot, StateListener<T> listener) {
        readings.put(listener.getClass(), start(snapshot, new StateTable<>(listener)));
    }

    /** Whether all requested tables have been read once. */
    public boolean isCaughtUp() {
        return readings.values().stream().allMatch(reading -> reading.table().isCaughtUp());
    }

    private <T extends Record> Reading<T> read(Class<T> snapshot) {
        return start(snapshot, new StateTable<>());
    }

    private <T extends Record> Reading<T> start(Class<T> snapshot, StateTable<T> table) {
        String topic = EventTypes.of(snapshot).topic();
        StateReader<T> reader = new StateReader<>(clients, topics, creation, snapshot, table);
        return new Reading<>(table, LoopThread.start("state " + topic, reader));
    }

    void stop(@Observes ShutdownEvent event) {
        LoopThread.stop(readings.values().stream().map(Reading::loop).toList(), PATIENCE);
    }
}
