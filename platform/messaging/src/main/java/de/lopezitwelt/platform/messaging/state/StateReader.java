package de.lopezitwelt.platform.messaging.state;

import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.EventDecoder;
import de.lopezitwelt.platform.messaging.EventType;
import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads one compacted topic from its first record on. After a failure it begins again. */
final class StateReader<T extends Record> implements LoopThread.Round {
    private static final Logger LOG = Logger.getLogger(StateReader.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final Class<T> snapshot;
    private final EventType type;
    private final StateListener<T> listener;
    private @Nullable KafkaConsumer<String, byte[]> consumer;

    StateReader(
            KafkaClients clients, Topics topics, TopicCreation creation, Class<T> snapshot, StateListener<T> listener) {
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
        this.snapshot = snapshot;
        this.type = EventTypes.of(snapshot);
        this.listener = listener;
    }

    @Override
    public void run(LoopThread loop) throws Exception {
        if (consumer == null) {
            creation.ensure(Set.of(type.topic()));
            consumer = open();
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            accept(record);
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        KafkaConsumer<String, byte[]> opened = clients.reader();
        try {
            List<TopicPartition> partitions = opened.partitionsFor(topics.resolve(type.topic())).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            opened.assign(partitions);
            opened.seekToBeginning(partitions);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        String named = EventHeaders.text(record.headers(), EventHeaders.TYPE);
        if (record.key() == null || (named != null && !named.equals(type.value()))) {
            return;
        }
        Long version = EventHeaders.number(record.headers(), EventHeaders.AGGREGATE_VERSION);
        try {
            T state = record.value() == null
                    ? null
                    : EventDecoder.decode(record.value(), type.value(), snapshot)
                            .data();
            listener.accept(record.key(), version == null ? 0 : version, state);
        } catch (EventContractException e) {
            LOG.errorf(
                    "%s offset %d is no %s: %s",
                    record.topic(), record.offset(), snapshot.getSimpleName(), e.getMessage());
        }
    }

    @Override
    public void failed(Exception failure) {
        close();
    }

    @Override
    public void closed(LoopThread loop) {
        close();
    }

    private void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
            consumer = null;
        }
    }
}
