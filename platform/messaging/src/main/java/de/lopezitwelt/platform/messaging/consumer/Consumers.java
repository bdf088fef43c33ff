package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadLetterTopic;
import de.lopezitwelt.platform.messaging.deadletter.GapLedger;
import de.lopezitwelt.platform.messaging.deadletter.SourceRecords;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.ledger.ConsumerGroups;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Starts consumers, one thread each, and stops them with the service. */
@ApplicationScoped
public class Consumers {
    /** Short, so that the end of a transaction is noticed soon. */
    private static final Duration READ_MEANWHILE = Duration.ofMillis(2);

    private final Pool pool;
    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final MeterRegistry registry;
    private final ConsumerGroups groups;
    private final List<RunningConsumer> running = new CopyOnWriteArrayList<>();

    public Consumers(
            @ReactiveDataSource("worker") Pool pool,
            KafkaClients clients,
            Topics topics,
            TopicCreation creation,
            MeterRegistry registry,
            ConsumerGroups groups) {
        this.pool = pool;
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
        this.registry = registry;
        this.groups = groups;
    }

    /** Returns at once. When Kafka cannot be reached, the consumer waits for it in the background. */
    public RunningConsumer start(ConsumerSpec spec) {
        String group = spec.group();
        ConsumerTables tables = spec.tables();
        FoldMetrics metrics = new FoldMetrics(registry, group);
        OffsetStore offsets = new OffsetStore(pool, topics, group, tables.offsets());
        VersionLedger versions = new VersionLedger(pool, group, tables.versions(), spec.versions());
        DeadLetterTopic deadLetters = new DeadLetterTopic(clients, topics, group);
        ReadAhead ahead = new ReadAhead(reader(spec), spec.batchSize());
        BatchFold folding = folding(spec, offsets, versions, deadLetters, metrics, () -> ahead.more(READ_MEANWHILE));
        Set<String> names = spec.topics();
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
        groups.started(group, tables);
        return started;
    }

    /**
     * Folds a consumer's events for a replay, into tables of its own, beside the group that folds them live. It joins
     * no group and reads nothing itself.
     */
    public BatchFold folding(ConsumerSpec spec) {
        String group = spec.group();
        return folding(
                spec,
                new OffsetStore(pool, topics, group, spec.tables().offsets()),
                new VersionLedger(pool, group, spec.tables().versions(), spec.versions()),
                new DeadLetterTopic(clients, topics, group),
                new FoldMetrics(registry, group + ".replay"),
                () -> false);
    }

    /** The group's offsets in the given table; partitions that it has never had are missing. */
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
        return new BatchFold(fold, reader(spec), offsets, versions, deadLetters, new SourceRecords(clients));
    }

    private DeliveryReader reader(ConsumerSpec spec) {
        return new DeliveryReader(spec.group(), topics, spec.types());
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
        RunningConsumer.stop(running);
    }
}
