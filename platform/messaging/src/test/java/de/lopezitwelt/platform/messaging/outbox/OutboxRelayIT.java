package de.lopezitwelt.platform.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.TopicReading;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ServiceConnections;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class OutboxRelayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool writer;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Outbox outbox;

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    RelayLifecycle relays;

    @Inject
    KafkaClients clients;

    @Inject
    Topics topics;

    @Inject
    TopicCreation creation;

    private final List<LoopThread> running = new ArrayList<>();
    private String transactionalId = "";

    @BeforeEach
    void begin() throws Exception {
        creation.ensure(List.of("test.items"));
        transactionalId = topics.resolve("relay-" + ids.next());
    }

    @AfterEach
    void stop() {
        running.forEach(loop -> loop.stop(PATIENCE));
        worker.query("DELETE FROM outbox").execute().await().atMost(PATIENCE);
        worker.query("DELETE FROM leases").execute().await().atMost(PATIENCE);
    }

    @Test
    void rowOfAnInstanceOfTheVersionBeforeIsPublishedToo() {
        String item = ids.next();
        String text = EventFrames.write(List.of(counted(item, 1)));
        worker.preparedQuery("INSERT INTO outbox (events, event_count, events_length, created_at)"
                        + " VALUES (?, 1, ?, UTC_TIMESTAMP(6))")
                .execute(Tuple.of(text, text.length()))
                .await()
                .atMost(PATIENCE);
        append(List.of(counted(item, 2)));

        start("a", this::publisher);

        awaitEmptyOutbox();
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(item)).containsExactly(1L, 2L);
        }
    }

    @Test
    void eventsOfAnAggregateArriveInOrderAndTheOutboxEmpties() {
        String first = ids.next();
        String second = ids.next();
        append(IntStream.rangeClosed(1, 600)
                .mapToObj(version -> List.of(counted(first, version), counted(second, version)))
                .flatMap(List::stream)
                .toList());

        start("a", this::publisher);

        awaitEmptyOutbox();
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(first))
                    .isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
            assertThat(reading.versions(second)).hasSize(600).isSorted();
        }
    }

    @Test
    void transactionThatCommitsAfterALaterOneIsPublishedTooAndNobodyWaitsForAnother() {
        start("a", this::publisher);
        String late = ids.next();
        String early = ids.next();
        SqlConnection open = writer.getConnection().await().atMost(PATIENCE);
        Transaction transaction = open.begin().await().atMost(PATIENCE);
        outbox.append(open, List.of(counted(late, 1), counted(late, 2))).await().atMost(PATIENCE);

        append(List.of(counted(early, 1), counted(early, 2)));
        append(List.of(counted(early, 3)));
        try (TopicReading reading = reading()) {
            await().atMost(PATIENCE).until(() -> reading.versions(early).equals(List.of(1L, 2L, 3L)));
            awaitEmptyOutbox();
            assertThat(reading.versions(late)).isEmpty();

            outbox.append(open, List.of(counted(late, 3))).await().atMost(PATIENCE);
            transaction.commit().await().atMost(PATIENCE);
            open.close().await().atMost(PATIENCE);

            await().atMost(PATIENCE).until(() -> reading.versions(late).equals(List.of(1L, 2L, 3L)));
            assertThat(reading.versions(early)).containsExactly(1L, 2L, 3L);
        }
        awaitEmptyOutbox();
    }

    @Test
    void batchOfAFencedPublisherNeverBecomesVisible() {
        String id = ids.next();
        RelayPublisher frozen = publisher();
        RelayPublisher successor = publisher();
        OutboxMessage message = counted(id, 1);
        OutboxRow row = new OutboxRow(1, List.of(message));

        assertThatThrownBy(() -> frozen.publish(List.of(row))).isInstanceOf(KafkaException.class);

        frozen.close();
        successor.publish(List.of(row));
        successor.close();
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(id)).containsExactly(1L);
        }
    }

    @Test
    void relayThatSleptThroughTheHandOverPublishesNothing() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wake = new CountDownLatch(1);
        String id = ids.next();
        append(List.of(counted(id, 1)));
        List<String> published = new ArrayList<>();
        LoopThread sleeper = start("sleeper", () -> {
            asleep.countDown();
            uninterruptibly(wake);
            published.add("opened");
            return publisher();
        });
        asleep.await();

        start("successor", this::publisher);
        awaitEmptyOutbox();
        wake.countDown();
        await().atMost(PATIENCE).until(() -> published.size() == 1);
        append(List.of(counted(id, 2), counted(id, 3)));

        awaitEmptyOutbox();
        assertThat(owner()).isEqualTo("successor");
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(id)).containsExactly(1L, 2L, 3L);
        }
        sleeper.stop(PATIENCE);
    }

    @Test
    void relayFrozenBetweenReadingAndSendingPublishesNothingAfterTheHandOver() throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        List<String> sending = new CopyOnWriteArrayList<>();
        String id = ids.next();
        LoopThread sleeper = start("sleeper", () -> {
            Topics freezing = new FreezingTopics(topics, frozen, thaw, sending);
            return RelayPublisher.open(clients, freezing, transactionalId);
        });
        append(List.of(counted(id, 1), counted(id, 2)));
        frozen.await();

        start("successor", this::publisher);
        awaitEmptyOutbox();
        assertThat(owner()).isEqualTo("successor");
        thaw.countDown();
        // Its producer may learn of the successor already with the first record, and then refuse the second itself.
        await().atMost(PATIENCE).until(() -> !sending.isEmpty());
        append(List.of(counted(id, 3)));
        awaitEmptyOutbox();
        sleeper.stop(PATIENCE);

        assertThat(owner()).isEqualTo("successor");
        assertThat(sending).as("it woke with the rows in its hands").isNotEmpty();
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(id)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void stoppedOwnerHandsOverAtOnce() {
        LoopThread first = start("first", this::publisher);
        await().atMost(PATIENCE).until(() -> owner().equals("first"));
        start("second", this::publisher);

        first.stop(PATIENCE);

        // Well before the lease would have expired.
        await().atMost(Duration.ofSeconds(3)).until(() -> owner().equals("second"));
    }

    @Test
    void relayWhoseConnectionsAreCutGoesOnWithOthers() {
        start("a", this::publisher);
        String id = ids.next();

        for (long version = 1; version <= 20; version++) {
            OutboxMessage next = counted(id, version);
            // Nobody knows whether a transaction committed when its connection was cut.
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                append(List.of(next));
                return true;
            });
            ServiceConnections.cut();
        }

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> new OutboxRows(worker).count().await().atMost(PATIENCE) == 0);
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(id))
                    .isSorted()
                    .containsAll(LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    @Test
    void kafkaAwayKeepsTheRowsAndItsReturnDrainsThem() throws Exception {
        String id = ids.next();
        try (TcpGate gate = new TcpGate(clients.bootstrap())) {
            KafkaClients through = clients.withBootstrap(gate.address());
            append(IntStream.rangeClosed(1, 50)
                    .mapToObj(version -> counted(id, version))
                    .toList());
            start("a", () -> RelayPublisher.open(through, topics, transactionalId));
            await().atMost(PATIENCE)
                    .until(() -> gate.refused() > 0 && relays.metrics().oldestAgeSeconds() > 1);
            assertThat(relays.metrics().waiting()).isEqualTo(50);

            gate.open();

            awaitEmptyOutbox();
            await().atMost(PATIENCE).until(() -> relays.metrics().oldestAgeSeconds() == 0);
        }
        try (TopicReading reading = reading()) {
            assertThat(reading.versions(id))
                    .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        }
    }

    private LoopThread start(String owner, Supplier<RelayPublisher> publishers) {
        LoopThread loop = LoopThread.start("relay " + owner, relays.relay(owner, publishers));
        running.add(loop);
        return loop;
    }

    private RelayPublisher publisher() {
        return RelayPublisher.open(clients, topics, transactionalId);
    }

    private TopicReading reading() {
        return new TopicReading(clients, topics.resolve("test.items"));
    }

    private OutboxMessage counted(String item, long version) {
        return events.domain(new ItemCounted(item, 1, null), item, version, null);
    }

    private void append(List<OutboxMessage> messages) {
        writer.withTransaction(connection -> outbox.append(connection, messages))
                .await()
                .atMost(PATIENCE);
        outbox.committed();
    }

    private String owner() {
        var rows = worker.query("SELECT owner FROM leases WHERE name = 'relay' AND expires_at > NOW(6)")
                .execute()
                .await()
                .atMost(PATIENCE);
        return rows.size() == 0 ? "" : rows.iterator().next().getString(0);
    }

    private void awaitEmptyOutbox() {
        await().atMost(PATIENCE)
                .until(() -> new OutboxRows(worker).count().await().atMost(PATIENCE) == 0);
    }

    /** Stops the thread that asks for the first record's topic: that is between reading the rows and sending them. */
    private static final class FreezingTopics extends Topics {
        private final Topics topics;
        private final CountDownLatch frozen;
        private final CountDownLatch thaw;
        private final List<String> named;

        FreezingTopics(Topics topics, CountDownLatch frozen, CountDownLatch thaw, List<String> named) {
            super("");
            this.topics = topics;
            this.frozen = frozen;
            this.thaw = thaw;
            this.named = named;
        }

        @Override
        public String resolve(String name) {
            frozen.countDown();
            uninterruptibly(thaw);
            named.add(name);
            return topics.resolve(name);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
