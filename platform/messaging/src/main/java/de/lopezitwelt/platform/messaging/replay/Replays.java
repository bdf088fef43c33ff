package de.lopezitwelt.platform.messaging.replay;

import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Opens replays of consumers. */
@ApplicationScoped
public class Replays {
    private final Consumers consumers;
    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;

    Replays(Consumers consumers, KafkaClients clients, Topics topics, TopicCreation creation) {
        this.consumers = consumers;
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
    }

    /**
     * Opens a replay of everything that the consumer's topics hold, from the first event on, into tables of its own,
     * beside the group that folds them live. Blocks: for a loop's own thread.
     */
    public Replay open(ConsumerSpec spec) throws InterruptedException, ExecutionException {
        Set<String> names = spec.topics();
        creation.ensure(names);
        return new Replay(
                clients.reader(spec.batchSize()),
                names.stream().map(topics::resolve).toList(),
                consumers.folding(spec));
    }
}
