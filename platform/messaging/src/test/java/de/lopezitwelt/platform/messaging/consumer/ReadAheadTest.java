package de.lopezitwelt.platform.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.ItemCounted;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final TopicPartition PARTITION = new TopicPartition("test.items", 0);

    private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
    private long offset;
    private long now;

    @Test
    void goesOnReadingUntilABatchIsFullAndHandsOutNoMore() {
        ReadAhead ahead = aheadOf(8);

        arrive(7);
        assertThat(ahead.more(Duration.ZERO)).isTrue();
        arrive(4);
        assertThat(ahead.more(Duration.ZERO)).isTrue();
        arrive(1);
        assertThat(ahead.more(Duration.ZERO)).as("eleven are here, eight fit").isFalse();

        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(8L, 9L, 10L, 11L);
    }

    @Test
    void smallestBatchIsOneRecord() {
        ReadAhead ahead = aheadOf(1);

        arrive(2);

        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(0L);
        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(1L);
    }

    @Test
    void skippedRecordsTakeNoRoomAndMoveTheOffsetWithTheNextEvent() {
        ReadAhead ahead = aheadOf(1);

        skip(500);
        arrive(1);
        skip(500);
        arrive(1);

        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(499L, 500L);
        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(1000L, 1001L);
    }

    @Test
    void skippedRecordsAloneMakeNoBatchForASecond() {
        ReadAhead ahead = aheadOf(1);

        skip(10);

        assertThat(ahead.next(Duration.ZERO)).isEmpty();
        now = Duration.ofSeconds(1).toNanos();
        assertThat(offsets(ahead.next(Duration.ZERO))).containsExactly(9L);
    }

    @Test
    void partitionsThatAreGoneTakeTheirRoomWithThem() {
        ReadAhead ahead = aheadOf(2);
        arrive(2);
        assertThat(ahead.more(Duration.ZERO)).isTrue();
        assertThat(ahead.more(Duration.ZERO)).isFalse();

        ahead.drop(List.of(PARTITION));

        assertThat(ahead.more(Duration.ZERO)).isTrue();
    }

    private ReadAhead aheadOf(int batchSize) {
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        var ahead = new ReadAhead(
                new DeliveryReader("group", new Topics(""), List.of(ItemCounted.class)), batchSize, () -> now);
        ahead.from(kafka, PARTITION::equals);
        return ahead;
    }

    private static List<Long> offsets(List<Delivery> batch) {
        return batch.stream().map(Delivery::offset).toList();
    }

    private void arrive(int records) {
        for (int i = 0; i < records; i++) {
            kafka.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, "key", new byte[] {'{', '}'}));
        }
    }

    private void skip(int records) {
        for (int i = 0; i < records; i++) {
            var record = new ConsumerRecord<>(PARTITION.topic(), 0, offset++, "key", new byte[] {'{', '}'});
            EventHeaders.add(record.headers(), EventHeaders.TYPE, "de.lopezitwelt.other.happened.v1");
            kafka.addRecord(record);
        }
    }
}
