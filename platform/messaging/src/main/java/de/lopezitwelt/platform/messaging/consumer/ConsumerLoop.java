package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec.Start;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore.Move;
import de.lopezitwelt.platform.messaging.ledger.StaleOffsetException;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's side of a consumer: poll, fold, poll. A temporary failure is retried in place: the partitions are paused and
 * the membership is kept. A rebalance in between drops the batch, because the partition's new owner reads it again from
 * the stored offset.
 */
final class ConsumerLoop implements LoopThread.Round, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final ConsumerSpec spec;
    private final Collection<String> topics;
    private final Supplier<KafkaConsumer<String, byte[]>> consumers;
    private final ReadAhead ahead;
    private final OffsetStore offsets;
    private final VersionLedger versions;
    private final BatchFold folding;
    private final FoldMetrics metrics;
    private final AutoCloseable deadLetters;

    /** The offset of each partition in MySQL, as far as this member knows it. */
    private final Map<TopicPartition, Long> stored;
    /** Partitions that are assigned but have no position yet. */
    private final Set<TopicPartition> unplaced = new HashSet<>();

    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private boolean rebalanced;
    private long foldedAt;

    ConsumerLoop(
            ConsumerSpec spec,
            Collection<String> topics,
            Supplier<KafkaConsumer<String, byte[]>> consumers,
            ReadAhead ahead,
            OffsetStore offsets,
            VersionLedger versions,
            BatchFold folding,
            FoldMetrics metrics,
            AutoCloseable deadLetters) {
        this.spec = spec;
        this.topics = topics;
        this.consumers = consumers;
        this.ahead = ahead;
        this.offsets = offsets;
        this.versions = versions;
        this.folding = folding;
        this.stored = folding.stored();
        this.metrics = metrics;
        this.deadLetters = deadLetters;
        this.foldedAt = System.nanoTime() - spec.linger().toNanos();
    }

    @Override
    public void run(LoopThread loop) throws Exception {
        KafkaConsumer<String, byte[]> kafka = consumer;
        if (kafka == null) {
            kafka = consumers.get();
            consumer = kafka;
            kafka.subscribe(topics, this);
            ahead.from(kafka, stored::containsKey);
        }
        place(loop, kafka);
        linger();
        try {
            List<Delivery> batch = ahead.next(POLL);
            rebalanced = false;
            if (!batch.isEmpty()) {
                foldedAt = System.nanoTime();
            }
            foldUntilDone(loop, kafka, batch);
            metrics.lag(lag(kafka));
        } catch (OffsetOutOfRangeException e) {
            moveIntoRange(loop, kafka, e.offsetOutOfRangePartitions());
        }
    }

    /** Reads on until the next transaction is due or a batch is full. */
    private void linger() {
        long until = foldedAt + spec.linger().toNanos();
        long left = until - System.nanoTime();
        while (left > 0 && ahead.more(Duration.ofNanos(left))) {
            left = until - System.nanoTime();
        }
    }

    private void foldUntilDone(LoopThread loop, KafkaConsumer<String, byte[]> kafka, List<Delivery> batch)
            throws InterruptedException, ExecutionException {
        Duration pause = FIRST_PAUSE;
        List<Delivery> remaining = batch;
        while (!remaining.isEmpty() && !loop.isStopping()) {
            try {
                folding.apply(loop, remaining);
                return;
            } catch (StaleOffsetException e) {
                LOG.infof("%s; reading again from there", e.getMessage());
                startOver(kafka);
                return;
            } catch (RuntimeException | ExecutionException e) {
                LOG.warnf("group %s: %s; again in %d ms", spec.group(), e, pause.toMillis());
                versions.forget();
                if (!rebalanced) {
                    keepMembership(kafka, pause);
                }
                if (rebalanced) {
                    startOver(kafka);
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                remaining = remaining.stream().filter(folding::isAhead).toList();
            }
        }
    }

    /** Polls paused partitions and takes no records, so that the group does not give the partitions away. */
    private void keepMembership(KafkaConsumer<String, byte[]> kafka, Duration pause) {
        kafka.pause(kafka.assignment());
        long until = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < until && !rebalanced) {
            kafka.poll(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        if (!rebalanced) {
            kafka.resume(kafka.assignment());
        }
    }

    private void startOver(KafkaConsumer<String, byte[]> kafka) {
        versions.forget();
        ahead.clear();
        stored.clear();
        unplaced.addAll(kafka.assignment());
        kafka.pause(kafka.assignment());
    }

    private void place(LoopThread loop, KafkaConsumer<String, byte[]> kafka) {
        if (unplaced.isEmpty()) {
            return;
        }
        Set<TopicPartition> placing = Set.copyOf(unplaced);
        Map<TopicPartition, Long> found = loop.await(offsets.load(placing));
        Set<TopicPartition> fresh = new HashSet<>(placing);
        fresh.removeAll(found.keySet());
        if (!fresh.isEmpty()) {
            Map<TopicPartition, Long> first =
                    spec.start() == Start.EARLIEST ? kafka.beginningOffsets(fresh) : kafka.endOffsets(fresh);
            first.forEach((partition, offset) -> loop.await(offsets.begin(partition, offset)));
            found = loop.await(offsets.load(placing));
        }
        found.forEach(kafka::seek);
        stored.putAll(found);
        unplaced.removeAll(placing);
        kafka.resume(placing);
    }

    private void moveIntoRange(
            LoopThread loop, KafkaConsumer<String, byte[]> kafka, Map<TopicPartition, Long> outside) {
        Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(outside.keySet());
        beginnings.forEach((partition, beginning) -> {
            Long from = stored.get(partition);
            LOG.errorf(
                    "group %s: %s has no offset %d any more, going on at %d: events are missing here, rebuild",
                    spec.group(), partition, from, beginning);
            if (from != null && !from.equals(beginning)) {
                loop.await(offsets.advance(List.of(new Move(partition, from, beginning))));
            }
        });
        startOver(kafka);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        KafkaConsumer<String, byte[]> kafka = consumer;
        if (kafka != null && !partitions.isEmpty()) {
            rebalanced = true;
            // With any position set, Kafka does not ask for a committed one. The true position is set before the next
            // poll.
            partitions.forEach(partition -> kafka.seek(partition, 0));
            kafka.pause(partitions);
            unplaced.addAll(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            rebalanced = true;
            versions.forget();
            ahead.drop(partitions);
            partitions.forEach(stored::remove);
            unplaced.removeAll(partitions);
        }
    }

    @Override
    public void failed(Exception failure) {
        close();
    }

    @Override
    public void stopRequested() {
        KafkaConsumer<String, byte[]> kafka = consumer;
        if (kafka != null) {
            kafka.wakeup();
        }
    }

    @Override
    public void closed(LoopThread loop) {
        close();
        try {
            deadLetters.close();
        } catch (Exception e) {
            LOG.debugf(e, "dead-letter producer of group %s", spec.group());
        }
    }

    private void close() {
        KafkaConsumer<String, byte[]> kafka = consumer;
        consumer = null;
        ahead.close();
        stored.clear();
        unplaced.clear();
        versions.forget();
        if (kafka != null) {
            try {
                kafka.close(CloseOptions.timeout(Duration.ofSeconds(2)));
            } catch (WakeupException e) {
                LOG.debugf("group %s: woken while closing", spec.group());
            }
        }
    }

    private static long lag(KafkaConsumer<String, byte[]> kafka) {
        return kafka.assignment().stream()
                .mapToLong(partition -> kafka.currentLag(partition).orElse(0))
                .sum();
    }
}
