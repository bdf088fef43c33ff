package de.lopezitwelt.platform.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec.Start;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.RunningConsumer;
import de.lopezitwelt.platform.messaging.consumer.TallyFold;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators can do about events that could not be folded. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class RedriveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "test.items";
    private static final int PRODUCED = 1_000;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Inject
    Consumers consumers;

    @Inject
    OpenGaps gaps;

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
    private String group = "";
    private String item = "";

    @BeforeEach
    void aGroupThatHasItsPlace() throws Exception {
        creation.ensure(List.of(TOPIC));
        producer = clients.plainProducer();
        group = "r" + ids.next();
        item = ids.next();
        running.add(consumers.start(ConsumerSpec.of(group, List.of(ItemCounted.class), new TallyFold(group))
                .withStart(Start.LATEST)
                .withBatchSize(200)));
        await().atMost(PATIENCE)
                .until(() -> number("SELECT COUNT(*) FROM consumer_offsets WHERE consumer_group = ?") == 4);
    }

    @AfterEach
    void stop() {
        running.forEach(RunningConsumer::stop);
        producer.close();
    }

    @Test
    void onePercentPoisonIsAccountedForExactlyAndGoneAfterItWasMended() throws Exception {
        Map<String, OutboxMessage> intact = new TreeMap<>();
        for (int version = 1; version <= PRODUCED; version++) {
            OutboxMessage message = counted(version);
            if (version % 100 == 0) {
                intact.put(message.id(), message);
                send(message, "{\"broken", true);
            } else {
                send(message, body(message), true);
            }
        }

        await().atMost(PATIENCE).until(() -> seen() + open() == PRODUCED);
        assertThat(open()).isEqualTo(10);
        assertThat(ofGroup(gaps.counts().await().atMost(PATIENCE).stream()
                        .filter(count -> count.group().equals(group))
                        .toList()))
                .satisfies(count -> {
                    assertThat(count.topic()).isEqualTo(TOPIC);
                    assertThat(count.open()).isEqualTo(10);
                    assertThat(count.newestReason()).contains("JSON");
                });

        assertThat(redrive.group(group, ConsumerTables.SHARED, TOPIC)).isEqualTo(10);
        await().atMost(PATIENCE)
                .until(() -> number("SELECT SUM(attempts) FROM event_gaps WHERE consumer_group = ?") == 20);
        assertThat(open())
                .as("broken bytes stay broken, and are not counted twice")
                .isEqualTo(10);
        assertThat(seen()).isEqualTo(PRODUCED - 10);

        for (OutboxMessage message : intact.values()) {
            redrive.mended(gap(message.id()), body(message));
        }
        await().atMost(PATIENCE).until(() -> open() == 0);
        assertThat(seen()).isEqualTo(PRODUCED);
        assertThat(redrive.group(group, ConsumerTables.SHARED, null)).isZero();
    }

    @Test
    void letterShowsWhereItCameFromAndWhatItSays() {
        OutboxMessage message = counted(1);
        send(message, "{\"broken", true);
        await().atMost(PATIENCE).until(() -> open() == 1);

        DeadLetter letter = redrive.show(gap(message.id()));

        assertThat(letter.gap().topic()).isEqualTo(TOPIC);
        assertThat(letter.gap().aggregateVersion()).isEqualTo(1);
        assertThat(letter.body()).isEqualTo("{\"broken");
        assertThat(letter.headers())
                .containsEntry(EventHeaders.ID, message.id())
                .containsEntry(EventHeaders.SOURCE_TOPIC, TOPIC)
                .containsEntry(EventHeaders.SOURCE_GROUP, group)
                .containsKeys(EventHeaders.REASON, EventHeaders.SOURCE_OFFSET);
    }

    @Test
    void mendedBodyMustBeTheEventTheGapIsOf() {
        OutboxMessage message = counted(1);
        send(message, "{\"broken", true);
        await().atMost(PATIENCE).until(() -> open() == 1);
        OpenGap gap = gap(message.id());

        assertThatThrownBy(() -> redrive.mended(gap, body(counted(1))))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> redrive.mended(gap, body(counted(2))))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("aggregateversion");
        assertThatThrownBy(() -> redrive.mended(gap, "{")).isInstanceOf(EventContractException.class);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void recordThatNamesNoIdIsMendedUnderTheNameOfItsGap() throws Exception {
        OutboxMessage message = counted(1);
        send(message, "{\"broken", false);
        await().atMost(PATIENCE).until(() -> open() == 1);
        OpenGap gap = ofGroup(gaps.newest(TOPIC, 100).await().atMost(PATIENCE).stream()
                .filter(open -> open.group().equals(group))
                .toList());
        assertThat(gap.eventId()).contains(TOPIC);

        redrive.gaps(List.of(gap));
        await().atMost(PATIENCE)
                .until(() -> number("SELECT SUM(attempts) FROM event_gaps WHERE consumer_group = ?") == 2);
        assertThat(open()).isEqualTo(1);

        redrive.mended(gap(gap.eventId()), body(message));
        await().atMost(PATIENCE).until(() -> open() == 0);
        assertThat(seen()).isEqualTo(1);
    }

    @Test
    void letterThatIsSentAgainBehindItsMendedFormMakesNoNewGap() throws Exception {
        OutboxMessage message = counted(1);
        send(message, "{\"broken", true);
        await().atMost(PATIENCE).until(() -> open() == 1);
        OpenGap gap = gap(message.id());

        redrive.mended(gap, body(message));
        redrive.gaps(List.of(gap));
        OutboxMessage next = counted(2);
        send(next, body(next), true);

        await().atMost(PATIENCE).until(() -> seen() == 2);
        assertThat(open()).isZero();
    }

    private OutboxMessage counted(long version) {
        return events.domain(new ItemCounted(item, 1, null), item, version, null);
    }

    private static String body(OutboxMessage message) {
        return Objects.requireNonNull(message.payload());
    }

    private void send(OutboxMessage message, String body, boolean named) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.resolve(message.topic()), message.key(), body.getBytes(StandardCharsets.UTF_8));
        if (named) {
            EventHeaders.add(record.headers(), EventHeaders.ID, message.id());
        }
        EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
        EventHeaders.add(
                record.headers(),
                EventHeaders.AGGREGATE_VERSION,
                Objects.requireNonNull(message.aggregateVersion()).toString());
        producer.send(record);
    }

    private OpenGap gap(String eventId) {
        return ofGroup(gaps.of(eventId).await().atMost(PATIENCE));
    }

    private static <T> T ofGroup(List<T> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private long seen() {
        return number("SELECT COALESCE(SUM(seen), 0) FROM tally WHERE fold = ?");
    }

    private long open() {
        return number("SELECT COUNT(*) FROM event_gaps WHERE consumer_group = ?");
    }

    private long number(String query) {
        Long found = worker.preparedQuery(query)
                .execute(Tuple.of(group))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
        return found == null ? 0 : found;
    }
}
