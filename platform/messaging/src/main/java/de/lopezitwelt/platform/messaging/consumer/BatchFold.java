package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadLetterTopic;
import de.lopezitwelt.platform.messaging.deadletter.SourceRecords;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore.Move;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Folds what was read, batch by batch, and puts aside what cannot be folded. */
public final class BatchFold implements AutoCloseable {
    private final Fold fold;
    private final DeliveryReader reader;
    private final OffsetStore offsets;
    private final VersionLedger versions;
    private final DeadLetterTopic deadLetters;
    private final SourceRecords sources;
    private final Map<TopicPartition, Long> stored = new HashMap<>();

    BatchFold(
            Fold fold,
            DeliveryReader reader,
            OffsetStore offsets,
            VersionLedger versions,
            DeadLetterTopic deadLetters,
            SourceRecords sources) {
        this.fold = fold;
        this.reader = reader;
        this.offsets = offsets;
        this.versions = versions;
        this.deadLetters = deadLetters;
        this.sources = sources;
    }

    /**
     * The offset of each partition in MySQL, as far as this process knows it. The code that assigns partitions writes
     * to this map.
     */
    public Map<TopicPartition, Long> stored() {
        return stored;
    }

    /** Records where a partition begins, here and in MySQL, unless MySQL has an offset for it already. */
    public void begin(LoopThread loop, TopicPartition partition, long offset) {
        loop.await(offsets.begin(partition, offset));
        stored.put(partition, offset);
    }

    public Delivery read(ConsumerRecord<String, byte[]> record) {
        return reader.read(record);
    }

    /** Call after a failure: what was read or written before it is no longer relied on. */
    public void forget() {
        versions.forget();
    }

    /**
     * Folds a batch. When an event in it cannot be folded, the batch is halved until that event stands alone and can be
     * put aside.
     */
    public void apply(LoopThread loop, List<Delivery> batch) throws InterruptedException, ExecutionException {
        if (batch.isEmpty()) {
            return;
        }
        List<Move> moves = moves(batch);
        try {
            fold.apply(loop, batch, moves);
            // Uses replace, so that a partition revoked in the meantime does not come back.
            moves.forEach(move -> stored.replace(move.partition(), move.to()));
        } catch (RuntimeException e) {
            if (!Poison.isCauseOf(e)) {
                throw e;
            }
            versions.forget();
            if (batch.size() == 1) {
                if (!(batch.getFirst() instanceof Delivery.Foldable alone)) {
                    throw e;
                }
                apply(loop, List.of(reader.dead(recordOf(alone), Poison.reason(e))));
            } else {
                int middle = batch.size() / 2;
                apply(loop, batch.subList(0, middle));
                apply(loop, batch.subList(middle, batch.size()));
            }
        }
    }

    /** Without its body when Kafka no longer holds it. */
    private ConsumerRecord<String, byte[]> recordOf(Delivery.Foldable delivery) {
        TopicPartition partition = delivery.partition();
        ConsumerRecord<String, byte[]> record = sources.read(partition, delivery.offset());
        return record != null
                ? record
                : new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        delivery.offset(),
                        delivery.event().key(),
                        null);
    }

    /** Whether the delivery has not been folded yet. */
    public boolean isAhead(Delivery delivery) {
        Long next = stored.get(delivery.partition());
        return next != null && delivery.offset() >= next;
    }

    private List<Move> moves(List<Delivery> batch) {
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        batch.forEach(delivery -> ends.put(delivery.partition(), delivery.offset() + 1));
        List<Move> moves = new ArrayList<>(ends.size());
        ends.forEach((partition, end) -> moves.add(new Move(partition, stored.getOrDefault(partition, -1L), end)));
        return moves;
    }

    @Override
    public void close() {
        deadLetters.close();
    }
}
