package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lowest outbox rows that it has not published, publishes them in one Kafka transaction, and begins again. It
 * deletes published rows from time to time, many at once, and when there is nothing else to do, because each deletion
 * is a durable transaction of its own.
 *
 * <p>One instance of a service publishes at a time: the lease keeps the others waiting, and the transactional id
 * enforces it. The lease is confirmed <em>after</em> the publisher was opened; otherwise an instance that slept through
 * the hand-over would fence its successor and publish. Rows are read after that, so rows that a predecessor published
 * without deleting them are published twice, which consumers recognise by {@code aggregateversion}; no row is skipped.
 */
final class Relay implements LoopThread.Round {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final String LEASE = "relay";
    private static final Duration WINDOW = Duration.ofMillis(200);
    private static final int FEW_EVENTS = 30;

    private final RelayConfig config;
    private final OutboxRows rows;
    private final Leases leases;
    private final String owner;
    private final TopicCreation topics;
    private final Supplier<RelayPublisher> publishers;
    private final RelayMetrics metrics;

    private @Nullable Lease lease;
    private @Nullable RelayPublisher publisher;
    /** Sequences of rows that are in Kafka but not deleted yet. */
    private final Set<Long> published = new LinkedHashSet<>();

    private long deletedAt = System.nanoTime();
    private long renewedAt;
    private long publishedAt = System.nanoTime();
    private long windowAt = System.nanoTime();
    private int eventsInWindow;
    private long countedAt = System.nanoTime();
    private boolean counted;

    Relay(
            RelayConfig config,
            OutboxRows rows,
            Leases leases,
            String owner,
            TopicCreation topics,
            Supplier<RelayPublisher> publishers,
            RelayMetrics metrics) {
        this.config = config;
        this.rows = rows;
        this.leases = leases;
        this.owner = owner;
        this.topics = topics;
        this.publishers = publishers;
        this.metrics = metrics;
    }

    @Override
    public void run(LoopThread loop) throws Exception {
        if (!owns(loop)) {
            metrics.notOwner();
            loop.pause(config.takeOver());
            return;
        }
        OutboxBatch found = lowest(loop);
        List<OutboxRow> batch = found.rows();
        if (batch.isEmpty() || isTimeToDelete()) {
            deletePublished(loop);
        }
        metrics.found(batch);
        countNowAndThen(loop, batch);
        if (batch.isEmpty()) {
            loop.pause(config.poll());
            return;
        }
        if (publisher == null) {
            publisher = publishers.get();
            if (!renew(loop)) {
                return;
            }
            found = lowest(loop);
            batch = found.rows();
        }
        topics.ensure(topicsOf(batch));
        publisher.publish(batch);
        batch.forEach(row -> published.add(row.sequence()));
        metrics.published(batch);
        if (isBusy(eventsOf(batch))) {
            linger(loop);
        }
        publishedAt = System.nanoTime();
        if (!found.more()) {
            // The outbox was empty. A commit made since then has set the signal, so pause() returns at once.
            loop.pause(config.poll());
        }
    }

    @Override
    public void failed(Exception failure) {
        closePublisher();
        renewedAt = System.nanoTime() - config.lease().toNanos();
    }

    @Override
    public void closed(LoopThread loop) {
        closePublisher();
        deletePublished(loop);
        if (lease != null) {
            loop.await(leases.release(lease));
        }
    }

    private boolean owns(LoopThread loop) {
        if (lease == null) {
            lease = loop.await(leases.tryAcquire(LEASE, owner, config.lease()));
            renewedAt = System.nanoTime();
            if (lease != null) {
                LOG.infof("relay: owner, epoch %d", lease.epoch());
            }
            return lease != null;
        }
        return elapsedSince(renewedAt).compareTo(config.lease().dividedBy(3)) < 0 || renew(loop);
    }

    private boolean renew(LoopThread loop) {
        if (lease != null && loop.await(leases.renew(lease, config.lease()))) {
            renewedAt = System.nanoTime();
            return true;
        }
        LOG.warn("relay: another instance has taken over");
        lease = null;
        closePublisher();
        return false;
    }

    private boolean isTimeToDelete() {
        return published.size() >= config.batchRows() || elapsedSince(deletedAt).compareTo(config.deleteEvery()) > 0;
    }

    /**
     * Deletes also what a failure left over: those rows are in Kafka, so deleting them is right even if another
     * instance owns the relay now.
     */
    private void deletePublished(LoopThread loop) {
        if (!published.isEmpty()) {
            loop.await(rows.delete(published));
            published.clear();
        }
        deletedAt = System.nanoTime();
    }

    private OutboxBatch lowest(LoopThread loop) {
        return loop.await(rows.lowest(config.batchRows(), config.batchCharacters(), published));
    }

    /** Whether so many events arrive that waiting for more makes fewer transactions. A few events leave at once. */
    private boolean isBusy(int events) {
        if (elapsedSince(windowAt).compareTo(WINDOW) > 0) {
            windowAt = System.nanoTime();
            eventsInWindow = 0;
        }
        eventsInWindow += events;
        return eventsInWindow > FEW_EVENTS;
    }

    private void linger(LoopThread loop) {
        Duration rest = config.linger().minus(elapsedSince(publishedAt));
        if (rest.isPositive()) {
            loop.rest(rest);
        }
    }

    private void countNowAndThen(LoopThread loop, List<OutboxRow> batch) {
        if (batch.isEmpty()) {
            metrics.counted(0);
            counted = false;
        } else if (!counted || elapsedSince(countedAt).compareTo(config.count()) > 0) {
            deletePublished(loop);
            metrics.counted(loop.await(rows.count()));
            counted = true;
            countedAt = System.nanoTime();
        }
    }

    private void closePublisher() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    private static int eventsOf(List<OutboxRow> batch) {
        return batch.stream().mapToInt(row -> row.messages().size()).sum();
    }

    private static Set<String> topicsOf(List<OutboxRow> batch) {
        Set<String> topics = new LinkedHashSet<>();
        batch.forEach(row -> row.messages().forEach(message -> topics.add(message.topic())));
        return topics;
    }

    private static Duration elapsedSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
