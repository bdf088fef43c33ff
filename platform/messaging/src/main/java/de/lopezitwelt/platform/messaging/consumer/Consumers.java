package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Starts consumers, one thread each, and stops them with the service. */
@ApplicationScoped
public class Consumers {
    /** Short, so that the end of a transaction is noticed at once. */
    private static final Duration READ_MEANWHILE = Duration.ofMillis(2);

    private final Pool pool;
    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final MeterRegistry registry;
    private final List<RunningConsumer> running = new CopyOnWriteArrayList<>();

    public Consumers(
            @ReactiveDataSource("worker") Pool pool,
            KafkaClients clients,
            Topics topics,
            TopicCreation creation,
            MeterRegistry registry) {
        this.pool = pool;
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
        this.registry = registry;
    }

    /** Returns at once; when Kafka is away the consumer waits for it in the background. */
    public RunningConsumer start(ConsumerSpec spec) {
        String group = spec.group();
        ConsumerTables tables = spec.tables();
        FoldMetrics metrics = new FoldMetrics(registry, group);
        OffsetStore offsets = new OffsetStore(pool, topics, group, tables.offsets());
        VersionLedger versions = new VersionLedger(pool, group, tables.versions());
        GapLedger gaps = new GapLedger(pool, topics, group, tables.gaps());
        DeadLetterTopic deadLetters = new DeadLetterTopic(clients, topics, group);
        DeliveryReader reader = new DeliveryReader(group, topics, spec.types());
        ReadAhead ahead = new ReadAhead(reader, spec.batchSize());
        Fold fold =
                new Fold(spec, pool, offsets, versions, gaps, deadLetters, metrics, () -> ahead.more(READ_MEANWHILE));
        Set<String> names = new TreeSet<>();
        spec.types().forEach(type -> names.add(EventTypes.of(type).topic()));
        ConsumerLoop loop = new ConsumerLoop(
                spec,
                names.stream().map(topics::resolve).toList(),
                () -> open(spec, names, ahead.polled()),
                reader,
                ahead,
                offsets,
                versions,
                fold,
                metrics,
                deadLetters);
        RunningConsumer started = new RunningConsumer(LoopThread.start("consumer " + group, loop));
        running.add(started);
        return started;
    }

    private KafkaConsumer<String, byte[]> open(ConsumerSpec spec, Set<String> names, int polled) {
        try {
            creation.ensure(names);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics are not there yet: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return clients.groupConsumer(topics.resolve(spec.group()), polled);
    }

    void stop(@Observes ShutdownEvent event) {
        running.parallelStream().forEach(RunningConsumer::stop);
    }
}
