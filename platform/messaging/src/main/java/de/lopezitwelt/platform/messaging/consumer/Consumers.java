package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

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
    private final Map<String, ConsumerTables> groups = new ConcurrentSkipListMap<>();

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
        DeadLetterTopic deadLetters = new DeadLetterTopic(clients, topics, group);
        ReadAhead ahead = new ReadAhead(reader(spec), spec.batchSize());
        BatchFold folding = folding(spec, offsets, versions, deadLetters, metrics, () -> ahead.more(READ_MEANWHILE));
        Set<String> names = names(spec);
        ConsumerLoop loop = new ConsumerLoop(
                spec,
                names.stream().map(topics::resolve).toList(),
                () -> open(spec, names, ahead.polled()),
                ahead,
                offsets,
                versions,
                folding,
                metrics,
                deadLetters);
        RunningConsumer started = new RunningConsumer(LoopThread.start("consumer " + group, loop));
        running.add(started);
        groups.put(group, tables);
        return started;
    }

    /** Every group that was started in this process, with the tables it keeps its place in. */
    public Map<String, ConsumerTables> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /**
     * Everything the topics of a consumer hold, folded once more from the first event on, into tables of its own and beside
     * the group that folds them live. Blocks: for a loop's own thread.
     */
    public Replay replay(ConsumerSpec spec) throws InterruptedException, ExecutionException {
        String group = spec.group();
        Set<String> names = names(spec);
        creation.ensure(names);
        OffsetStore offsets = new OffsetStore(pool, topics, group, spec.tables().offsets());
        VersionLedger versions = new VersionLedger(pool, group, spec.tables().versions());
        DeadLetterTopic deadLetters = new DeadLetterTopic(clients, topics, group);
        FoldMetrics metrics = new FoldMetrics(registry, group + ".replay");
        return new Replay(
                clients.reader(spec.batchSize()),
                names.stream().map(topics::resolve).toList(),
                reader(spec),
                offsets,
                versions,
                folding(spec, offsets, versions, deadLetters, metrics, () -> false),
                deadLetters);
    }

    /** Where a group stands in the given table; partitions it has not taken yet are missing. */
    public Uni<Map<TopicPartition, Long>> place(SqlClient connection, String group, String offsetsTable) {
        return new OffsetStore(pool, topics, group, offsetsTable).all(connection);
    }

    private BatchFold folding(
            ConsumerSpec spec,
            OffsetStore offsets,
            VersionLedger versions,
            DeadLetterTopic deadLetters,
            FoldMetrics metrics,
            BooleanSupplier meanwhile) {
        GapLedger gaps = new GapLedger(pool, topics, spec.group(), spec.tables().gaps());
        Fold fold = new Fold(spec, pool, offsets, versions, gaps, deadLetters, metrics, meanwhile);
        return new BatchFold(fold, reader(spec), versions);
    }

    private DeliveryReader reader(ConsumerSpec spec) {
        return new DeliveryReader(spec.group(), topics, spec.types());
    }

    private static Set<String> names(ConsumerSpec spec) {
        Set<String> names = new TreeSet<>();
        spec.types().forEach(type -> names.add(EventTypes.of(type).topic()));
        return names;
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
