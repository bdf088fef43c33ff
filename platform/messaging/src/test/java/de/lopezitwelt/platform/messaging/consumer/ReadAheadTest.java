package de.lopezitwelt.platform.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.ItemCounted;
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

    @Test
    void goesOnReadingUntilTheNextPollMightNotFit() {
        ReadAhead ahead = aheadOf(8);

        assertThat(ahead.polled()).isEqualTo(2);
        for (int poll = 0; poll < 3; poll++) {
            arrive(2);
            assertThat(ahead.more(Duration.ZERO)).isTrue();
        }
        arrive(1);
        assertThat(ahead.more(Duration.ZERO)).isTrue();
        arrive(1);
        assertThat(ahead.more(Duration.ZERO)).isFalse();

        assertThat(ahead.next(Duration.ZERO)).hasSize(7);
        assertThat(ahead.next(Duration.ZERO)).hasSize(1);
    }

    @Test
    void smallestBatchIsOneRecord() {
        ReadAhead ahead = aheadOf(1);

        assertThat(ahead.polled()).isEqualTo(1);
        arrive(1);
        assertThat(ahead.more(Duration.ZERO)).isTrue();
        assertThat(ahead.more(Duration.ZERO)).isFalse();
        assertThat(ahead.next(Duration.ZERO)).hasSize(1);
    }

    private ReadAhead aheadOf(int batchSize) {
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        var ahead = new ReadAhead(new DeliveryReader("group", new Topics(""), List.of(ItemCounted.class)), batchSize);
        ahead.from(kafka, PARTITION::equals);
        return ahead;
    }

    private void arrive(int records) {
        for (int i = 0; i < records; i++) {
            kafka.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, "key", new byte[] {'{', '}'}));
        }
    }
}
