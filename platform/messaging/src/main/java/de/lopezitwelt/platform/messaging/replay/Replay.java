package de.lopezitwelt.platform.messaging.replay;

import de.lopezitwelt.platform.messaging.consumer.BatchFold;
import de.lopezitwelt.platform.messaging.consumer.Delivery;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.ledger.StaleOffsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Folds a consumer's topics from the first event on, exactly up to offsets that the caller names. It reads all
 * partitions itself and joins no group, so it does not disturb the live consumers.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int TRIES = 20;

    private final KafkaConsumer<String, byte[]> kafka;
    private final List<TopicPartition> partitions;
    private final BatchFold folding;

    Replay(KafkaConsumer<String, byte[]> kafka, List<String> resolvedTopics, BatchFold folding) {
        this.kafka = kafka;
        this.partitions = resolvedTopics.stream()
                .flatMap(topic -> kafka.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        this.folding = folding;
    }

    /**
     * Call this first, on empty tables.
     *
     * @throws IllegalStateException when Kafka no longer holds the first events: a replay would lose them
     */
    public void begin(LoopThread loop) {
        kafka.assign(partitions);
        kafka.beginningOffsets(partitions).forEach((partition, beginning) -> {
            if (beginning != 0) {
                throw new IllegalStateException(partition + " begins at offset " + beginning
                        + ": what stood before it is gone, and a rebuild would lose it");
            }
            folding.begin(loop, partition, 0);
            kafka.seek(partition, 0);
        });
    }

    /**
     * Folds up to these offsets.
     *
     * @param ends by partition, the first offset not to fold; 0 for a missing partition. None may lie before an earlier
     *     end
     * @param progress called after each batch
     */
    public void to(LoopThread loop, Map<TopicPartition, Long> ends, Runnable progress)
            throws InterruptedException, ExecutionException {
        kafka.resume(partitions);
        while (!haltAt(ends) && !loop.isStopping()) {
            List<Delivery> batch = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : kafka.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(Delivery.partitionOf(record), 0L)) {
                    batch.add(folding.read(record));
                }
            }
            foldUntilDone(loop, batch);
            progress.run();
        }
    }

    /** How far it has read: the sum of its offsets over all partitions. */
    public long position() {
        return partitions.stream().mapToLong(kafka::position).sum();
    }

    /**
     * Pauses partitions that have reached their end and puts them right behind the last record before it. Returns
     * whether all have reached it.
     */
    private boolean haltAt(Map<TopicPartition, Long> ends) {
        boolean all = true;
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            long position = kafka.position(partition);
            if (position > end) {
                kafka.seek(partition, end);
            }
            if (position >= end) {
                kafka.pause(List.of(partition));
            } else {
                all = false;
            }
        }
        return all;
    }

    private void foldUntilDone(LoopThread loop, List<Delivery> batch) throws InterruptedException, ExecutionException {
        List<Delivery> remaining = batch;
        Duration pause = Duration.ofMillis(100);
        for (int tries = 1; ; tries++) {
            try {
                folding.apply(loop, remaining);
                return;
            } catch (StaleOffsetException e) {
                throw e;
            } catch (RuntimeException | ExecutionException e) {
                if (tries == TRIES || loop.isStopping()) {
                    throw e;
                }
                LOG.warnf("replay: %s; again in %d ms", e, pause.toMillis());
                folding.forget();
                loop.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                remaining = remaining.stream().filter(folding::isAhead).toList();
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
        folding.close();
    }
}
