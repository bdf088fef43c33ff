package de.lopezitwelt.platform.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.TopicReading;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec.Start;
import de.lopezitwelt.platform.messaging.deadletter.Redrive;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ServiceConnections;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ConsumersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "test.items";

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Consumers consumers;

    @Inject
    Redrive redrive;

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    KafkaClients clients;

    @Inject
    Topics topics;

    @Inject
    TopicCreation creation;

    private final List<RunningConsumer> running = new ArrayList<>();
    private KafkaProducer<String, byte[]> producer;
    /** Group and fold of one test. */
    private String name = "";

    private String item = "";

    @BeforeEach
    void begin() throws Exception {
        creation.ensure(List.of(TOPIC));
        producer = clients.plainProducer();
        name = "g" + ids.next();
        item = ids.next();
    }

    @AfterEach
    void stop() {
        running.forEach(RunningConsumer::stop);
        producer.close();
    }

    @Test
    void consumerWhoseConnectionsAreCutCountsOnAndNothingTwice() {
        startAtEnd(new TallyFold(name));

        for (int version = 1; version <= 40; version++) {
            send(counted(version, 1));
            if (version % 2 == 0) {
                ServiceConnections.cut();
            }
        }

        await().atMost(PATIENCE).ignoreExceptions().until(() -> version() == 40);
        assertThat(seen()).isEqualTo(40);
    }

    @Test
    void eventSentTwiceIsCountedOnce() {
        startAtEnd(new TallyFold(name));
        OutboxMessage first = counted(1, 1);
        OutboxMessage second = counted(2, 1);

        send(first, second, first, second, second, counted(3, 1));

        await().atMost(PATIENCE).until(() -> version() == 3);
        assertThat(seen()).isEqualTo(3);
    }

    @Test
    void undecodableEventsAreFiledAsGapsAndTheRestIsFoldedExactly() {
        startAtEnd(new TallyFold(name));
        int produced = 1_000;
        for (int version = 1; version <= produced; version++) {
            OutboxMessage message = counted(version, 1);
            send(version % 100 == 0 ? withBody(message, "{\"broken") : message);
        }

        await().atMost(PATIENCE).until(() -> seen() + gaps() == produced);
        assertThat(gaps()).isEqualTo(10);
        List<ConsumerRecord<String, byte[]>> letters = deadLetters();
        assertThat(letters).hasSize(10).allSatisfy(letter -> {
            assertThat(EventHeaders.text(letter.headers(), EventHeaders.REASON)).contains("JSON");
            assertThat(EventHeaders.text(letter.headers(), EventHeaders.SOURCE_TOPIC))
                    .isEqualTo(TOPIC);
            assertThat(EventHeaders.number(letter.headers(), EventHeaders.SOURCE_OFFSET))
                    .isNotNull();
            assertThat(EventHeaders.number(letter.headers(), EventHeaders.SOURCE_PARTITION))
                    .isNotNull();
            assertThat(letter.value()).isEqualTo("{\"broken".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void redriveFillsTheGapOnceAndNothingElseDoes() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        TallyFold tally = new TallyFold(name);
        startAtEnd((transaction, batch) -> {
            if (refusals.get() > 0 && batch.stream().anyMatch(event -> Objects.equals(event.aggregateVersion(), 2L))) {
                throw new IllegalArgumentException("not yet");
            }
            return tally.apply(transaction, batch);
        });
        OutboxMessage refused = counted(2, 1);
        send(counted(1, 1), refused, counted(3, 1));
        await().atMost(PATIENCE).until(() -> seen() == 2 && gaps() == 1);
        refusals.set(0);

        send(refused, counted(4, 1));
        await().atMost(PATIENCE).until(() -> version() == 4);
        assertThat(seen()).as("a duplicate does not fill a gap").isEqualTo(3);

        assertThat(redrive.group(name, ConsumerTables.SHARED, null)).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> gaps() == 0);
        assertThat(seen()).isEqualTo(4);
        assertThat(redrive.group(name, ConsumerTables.SHARED, null)).isZero();
    }

    @Test
    void eventTheTableRefusesIsPutAsideAlone() {
        startAtEnd(new TallyFold(name));

        send(counted(1, 1), counted(2, 500), counted(3, 1), noted(4, "refuse"), counted(5, 1));

        await().atMost(PATIENCE).until(() -> version() == 5);
        assertThat(seen()).isEqualTo(3);
        assertThat(gaps()).isEqualTo(2);
    }

    @Test
    void failureThatPassesIsRetriedInPlaceAndDeadLettersNothing() {
        AtomicInteger failures = new AtomicInteger();
        TallyFold tally = new TallyFold(name);
        startAtEnd((transaction, batch) -> failures.incrementAndGet() <= 3
                ? tally.apply(transaction, batch)
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("connection lost")))
                : tally.apply(transaction, batch));

        send(counted(1, 1), counted(2, 1));

        await().atMost(PATIENCE).until(() -> version() == 2);
        assertThat(seen()).isEqualTo(2);
        assertThat(gaps()).isZero();
        assertThat(failures.get()).isGreaterThan(3);
    }

    @Test
    void memberWhoseOffsetWasMovedByAnotherWritesNothingOfIt() {
        startAtEnd(new TallyFold(name));
        send(counted(1, 1));
        await().atMost(PATIENCE).until(() -> seen() == 1);
        // Another member folds the next three records of that partition and moves the stored offset.
        worker.preparedQuery("UPDATE consumer_offsets SET next_offset = next_offset + 3"
                        + " WHERE consumer_group = ? AND partition_number = ?")
                .execute(Tuple.of(name, partition()))
                .await()
                .atMost(PATIENCE);

        atOnce(counted(2, 1), counted(3, 1), counted(4, 1), counted(5, 1), counted(6, 1));

        await().atMost(PATIENCE).until(() -> version() == 6);
        assertThat(seen()).isEqualTo(3);
    }

    @Test
    void membersThatComeAndGoFoldEveryEventOnce() {
        startAtEnd(new TallyFold(name));
        List<RunningConsumer> extra = new ArrayList<>();
        int produced = 4_000;

        for (int version = 1; version <= produced; version++) {
            send(events.domain(new ItemCounted(item, 1, null), item + version % 50, version, null));
            if (version % 500 == 0) {
                extra.add(start(new TallyFold(name)));
                int members = extra.size();
                await().atMost(PATIENCE).until(() -> seen() > members * 100);
            }
            if (version % 1_000 == 0) {
                extra.removeFirst().stop();
            }
        }

        await().atMost(PATIENCE).until(() -> seen() >= produced);
        extra.forEach(RunningConsumer::stop);
        assertThat(seen()).isEqualTo(produced);
        assertThat(gaps()).isZero();
    }

    private RunningConsumer start(EventHandler handler) {
        RunningConsumer started = consumers.start(ConsumerSpec.of(name, List.of(ItemCounted.class), handler)
                .withStart(Start.LATEST)
                .withBatchSize(200));
        running.add(started);
        return started;
    }

    /** Returns once the group has an offset for every partition, so that it folds what is sent afterwards. */
    private void startAtEnd(EventHandler handler) {
        start(handler);
        await().atMost(PATIENCE)
                .until(() -> number("SELECT COUNT(*) FROM consumer_offsets WHERE consumer_group = ?") == 4);
    }

    private void send(OutboxMessage... messages) {
        send(producer, messages);
    }

    /** All become visible at the same moment. */
    private void atOnce(OutboxMessage... messages) {
        try (KafkaProducer<String, byte[]> transactional = clients.transactionalProducer(name)) {
            transactional.initTransactions();
            transactional.beginTransaction();
            send(transactional, messages);
            transactional.commitTransaction();
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, OutboxMessage... messages) {
        for (OutboxMessage message : messages) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    topics.resolve(message.topic()),
                    message.key(),
                    Objects.requireNonNull(message.payload()).getBytes(StandardCharsets.UTF_8));
            EventHeaders.add(record.headers(), EventHeaders.ID, message.id());
            EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
            EventHeaders.add(
                    record.headers(),
                    EventHeaders.AGGREGATE_VERSION,
                    Objects.requireNonNull(message.aggregateVersion()).toString());
            producer.send(record);
        }
    }

    private OutboxMessage counted(long version, int amount) {
        return events.domain(new ItemCounted(item, amount, null), item, version, null);
    }

    private OutboxMessage noted(long version, String note) {
        return events.domain(new ItemCounted(item, 1, note), item, version, null);
    }

    private static OutboxMessage withBody(OutboxMessage message, String body) {
        return new OutboxMessage(
                message.id(), message.topic(), message.key(), message.type(), message.aggregateVersion(), body);
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters() {
        try (TopicReading reading = new TopicReading(clients, topics.resolve(Topics.deadLetters(TOPIC)))) {
            return reading.records().stream()
                    .filter(letter -> name.equals(EventHeaders.text(letter.headers(), EventHeaders.SOURCE_GROUP)))
                    .toList();
        }
    }

    private int partition() {
        try (TopicReading reading = new TopicReading(clients, topics.resolve(TOPIC))) {
            return reading.records().stream()
                    .filter(record -> item.equals(record.key()))
                    .findFirst()
                    .orElseThrow()
                    .partition();
        }
    }

    private long seen() {
        return number("SELECT COALESCE(SUM(seen), 0) FROM tally WHERE fold = ?");
    }

    private long gaps() {
        return number("SELECT COUNT(*) FROM event_gaps WHERE consumer_group = ?");
    }

    private long version() {
        return number("SELECT COALESCE(MAX(last_version), 0) FROM aggregate_versions WHERE consumer_group = ?");
    }

    private long number(String query) {
        return worker.preparedQuery(query)
                .execute(Tuple.of(name))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
