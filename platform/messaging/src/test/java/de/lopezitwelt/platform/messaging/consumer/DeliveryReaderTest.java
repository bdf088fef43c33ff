package de.lopezitwelt.platform.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.ItemState;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReaderTest {
    private static final String PREFIX = "here.";

    private final Events events = new Events(new IdGenerator(Clock.systemUTC()), () -> null, "test");
    private final DeliveryReader reader =
            new DeliveryReader("group", new Topics(PREFIX), List.of(ItemCounted.class, ItemState.class));

    @Test
    void wantedEventIsFoldable() {
        ConsumerRecord<String, byte[]> record = record(counted());

        assertThat(reader.read(record)).isInstanceOfSatisfying(Delivery.Foldable.class, foldable -> {
            assertThat(foldable.event().topic()).isEqualTo("test.items");
            assertThat(foldable.event().as(ItemCounted.class)).isEqualTo(new ItemCounted("i1", 3, null));
            assertThat(foldable.event().aggregateVersion()).isEqualTo(7);
            assertThat(foldable.gap()).isNull();
        });
    }

    @Test
    void eventWithoutHeadersIsReadFromItsBody() {
        OutboxMessage message = counted();
        ConsumerRecord<String, byte[]> bare = bare(message, message.payload());

        assertThat(reader.read(bare)).isInstanceOf(Delivery.Foldable.class);
    }

    @Test
    void tombstoneOfAWantedTypeIsFoldable() {
        ConsumerRecord<String, byte[]> record = record(events.tombstone(ItemState.class, "i1", 8));

        assertThat(reader.read(record)).isInstanceOfSatisfying(Delivery.Foldable.class, foldable -> {
            assertThat(foldable.event().isTombstone()).isTrue();
            assertThat(foldable.event().aggregateVersion()).isEqualTo(8);
        });
    }

    @Test
    void otherTypesAreSkippedEvenWhenBroken() {
        ConsumerRecord<String, byte[]> foreign = bare(counted(), "{broken");
        EventHeaders.add(foreign.headers(), EventHeaders.TYPE, "de.lopezitwelt.other.happened.v1");

        assertThat(reader.read(foreign)).isInstanceOf(Delivery.Skipped.class);
    }

    @Test
    void recordRedrivenForAnotherGroupIsSkipped() {
        ConsumerRecord<String, byte[]> other = record(counted());
        EventHeaders.add(other.headers(), EventHeaders.REDRIVE, "another");
        ConsumerRecord<String, byte[]> own = record(counted());
        EventHeaders.add(own.headers(), EventHeaders.REDRIVE, "group");

        assertThat(reader.read(other)).isInstanceOf(Delivery.Skipped.class);
        assertThat(reader.read(own))
                .isInstanceOfSatisfying(
                        Delivery.Foldable.class,
                        foldable -> assertThat(foldable.gap())
                                .isEqualTo(foldable.event().id()));
    }

    @Test
    void brokenBodyIsFiledByItsHeaders() {
        OutboxMessage message = counted();
        ConsumerRecord<String, byte[]> record = record(
                new OutboxMessage(message.id(), message.topic(), message.key(), message.type(), 7L, "{\"data\":"));

        assertThat(reader.read(record)).isInstanceOfSatisfying(Delivery.Dead.class, dead -> {
            assertThat(dead.letter().id()).isEqualTo(message.id());
            assertThat(dead.letter().type()).isEqualTo(message.type());
            assertThat(dead.letter().aggregateVersion()).isEqualTo(7);
        });
    }

    @Test
    void recordThatNamesNothingIsFiledByItsPlace() {
        assertThat(reader.read(bare(counted(), "\u0000")))
                .isInstanceOfSatisfying(
                        Delivery.Dead.class,
                        dead -> assertThat(dead.letter().id()).isEqualTo("here.test.items-2-11"));
    }

    @Test
    void headerAndBodyMustAgreeOnTheVersion() {
        OutboxMessage message = counted();
        ConsumerRecord<String, byte[]> record = bare(message, message.payload());
        EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
        EventHeaders.add(record.headers(), EventHeaders.AGGREGATE_VERSION, "8");

        assertThat(reader.read(record))
                .isInstanceOfSatisfying(
                        Delivery.Dead.class,
                        dead -> assertThat(dead.letter().reason()).contains("aggregateversion"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "🍏", "a b", "\0", "0123456789012345678901234567890123456"})
    void idOfTheDataThatNoColumnTakesIsPutAside(String itemId) {
        OutboxMessage message = events.domain(new ItemCounted(itemId, 3, null), "i1", 7, null);

        assertThat(reader.read(record(message)))
                .isInstanceOfSatisfying(
                        Delivery.Dead.class,
                        dead -> assertThat(dead.letter().reason()).contains("itemId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "🍏"})
    void keyThatNoColumnTakesIsPutAside(String key) {
        OutboxMessage message = events.domain(new ItemCounted("i1", 3, null), key, 7, null);

        assertThat(reader.read(record(message)))
                .isInstanceOfSatisfying(
                        Delivery.Dead.class,
                        dead -> assertThat(dead.letter().reason()).contains("key"));
    }

    private OutboxMessage counted() {
        return events.domain(new ItemCounted("i1", 3, null), "i1", 7, null);
    }

    private static ConsumerRecord<String, byte[]> record(OutboxMessage message) {
        ConsumerRecord<String, byte[]> record = bare(message, message.payload());
        EventHeaders.add(record.headers(), EventHeaders.ID, message.id());
        EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
        EventHeaders.add(record.headers(), EventHeaders.AGGREGATE_VERSION, String.valueOf(message.aggregateVersion()));
        return record;
    }

    private static ConsumerRecord<String, byte[]> bare(OutboxMessage message, @Nullable String body) {
        return new ConsumerRecord<>(
                PREFIX + message.topic(),
                2,
                11,
                message.key(),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }
}
