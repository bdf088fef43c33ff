package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.deadletter.DeadLetterTopic;
import de.lopezitwelt.platform.messaging.deadletter.DeadRecord;
import de.lopezitwelt.platform.messaging.deadletter.GapLedger;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore;
import de.lopezitwelt.platform.messaging.ledger.OffsetStore.Move;
import de.lopezitwelt.platform.messaging.ledger.StaleOffsetException;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Folds one batch, all or nothing. The offsets move first, so a member that no longer owns a partition fails before
 * anything is written; then the handler folds; then versions and gaps are stored.
 */
final class Fold {
    private static final Logger LOG = Logger.getLogger(Fold.class);

    private final ConsumerSpec spec;
    private final Pool pool;
    private final OffsetStore offsets;
    private final VersionLedger versions;
    private final GapLedger gaps;
    private final DeadLetterTopic deadLetters;
    private final FoldMetrics metrics;
    private final BooleanSupplier meanwhile;

    /** @param meanwhile runs while MySQL works; see {@link LoopThread#await(Uni, BooleanSupplier)} */
    Fold(
            ConsumerSpec spec,
            Pool pool,
            OffsetStore offsets,
            VersionLedger versions,
            GapLedger gaps,
            DeadLetterTopic deadLetters,
            FoldMetrics metrics,
            BooleanSupplier meanwhile) {
        this.spec = spec;
        this.pool = pool;
        this.offsets = offsets;
        this.versions = versions;
        this.gaps = gaps;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.meanwhile = meanwhile;
    }

    /** The outcome of one batch. */
    private static final class Outcome {
        final List<ReceivedEvent> accepted = new ArrayList<>();
        final List<DeadRecord> dead = new ArrayList<>();
        final Set<String> filled = new LinkedHashSet<>();
        final Map<Key, Long> newVersions = new HashMap<>();
        int duplicates;

        private final Set<String> stored;
        private final Set<String> open;

        Outcome(Set<String> openGaps) {
            stored = openGaps;
            open = new HashSet<>(openGaps);
        }

        /**
         * A redriven record opens no new gap, because its gap may be filled already. Any other record opens one, once.
         */
        void putAside(DeadRecord letter) {
            if (letter.redriven() == open.contains(letter.id())) {
                open.add(letter.id());
                dead.add(letter);
            }
        }

        /**
         * Whether this gap is open, including one that this batch opened: a replay reads both the broken record and its
         * repair.
         */
        boolean fill(String gap) {
            if (!open.remove(gap)) {
                return false;
            }
            dead.removeIf(letter -> letter.id().equals(gap));
            if (stored.contains(gap)) {
                filled.add(gap);
            }
            return true;
        }
    }

    /** @throws StaleOffsetException when another member has moved one of the partitions */
    void apply(LoopThread loop, List<Delivery> batch, List<Move> moves)
            throws InterruptedException, ExecutionException {
        int era = versions.era();
        Outcome outcome = decide(loop, batch);
        if (!outcome.dead.isEmpty()) {
            deadLetters.send(outcome.dead);
        }
        commit(loop, outcome, moves);
        versions.remember(outcome.newVersions, era);
        metrics.committed(outcome.accepted.size(), outcome.duplicates, outcome.dead.size());
        for (DeadRecord dead : outcome.dead) {
            LOG.errorf(
                    "group %s: dead letter %s from %s-%d offset %d: %s",
                    spec.group(),
                    dead.id(),
                    dead.record().topic(),
                    dead.record().partition(),
                    dead.record().offset(),
                    dead.reason());
        }
    }

    private Outcome decide(LoopThread loop, List<Delivery> batch) {
        Set<Key> keys = new HashSet<>();
        Set<String> maybeGaps = new LinkedHashSet<>();
        for (Delivery delivery : batch) {
            switch (delivery) {
                case Delivery.Foldable foldable -> {
                    addKey(keys, keyOf(foldable));
                    if (foldable.gap() != null) {
                        maybeGaps.add(foldable.gap());
                    }
                }
                case Delivery.Dead(DeadRecord dead) -> {
                    addKey(keys, keyOf(dead));
                    maybeGaps.add(dead.id());
                }
                case Delivery.Skipped skipped -> {}
            }
        }
        Map<Key, Long> last = loop.await(versions.last(keys));
        Set<String> openGaps = loop.await(gaps.open(maybeGaps));
        Outcome outcome = new Outcome(openGaps);
        for (Delivery delivery : batch) {
            switch (delivery) {
                case Delivery.Foldable foldable -> decide(foldable, last, outcome);
                case Delivery.Dead(DeadRecord dead) -> {
                    advances(keyOf(dead), dead.aggregateVersion(), last, outcome);
                    outcome.putAside(dead);
                }
                case Delivery.Skipped skipped -> {}
            }
        }
        return outcome;
    }

    private void decide(Delivery.Foldable foldable, Map<Key, Long> last, Outcome outcome) {
        ReceivedEvent event = foldable.event();
        String gap = foldable.gap();
        boolean fillsGap = gap != null && outcome.fill(gap);
        if (advances(keyOf(foldable), event.aggregateVersion(), last, outcome) || fillsGap) {
            outcome.accepted.add(event);
        } else {
            outcome.duplicates++;
        }
    }

    /** Whether the version is new. Without a key or version, every event counts as new. */
    private static boolean advances(@Nullable Key key, @Nullable Long version, Map<Key, Long> last, Outcome outcome) {
        if (key == null || version == null) {
            return true;
        }
        if (version <= last.getOrDefault(key, VersionLedger.NONE)) {
            return false;
        }
        last.put(key, version);
        outcome.newVersions.put(key, version);
        return true;
    }

    private void commit(LoopThread loop, Outcome outcome, List<Move> moves) {
        SqlConnection connection = loop.await(pool.getConnection());
        try {
            Transaction transaction = loop.await(connection.begin());
            try {
                loop.await(offsets.advance(connection, moves));
                Uni<Map<String, Long>> handled = outcome.accepted.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : spec.handler().applyWithVersions(connection, outcome.accepted);
                loop.await(
                        handled.chain(inRows -> versions.save(connection, outcome.newVersions, inRows))
                                .chain(() -> gaps.close(connection, outcome.filled))
                                .chain(() -> gaps.record(connection, outcome.dead))
                                .chain(transaction::commit),
                        meanwhile);
            } catch (RuntimeException e) {
                rollBack(loop, transaction);
                throw e;
            }
        } finally {
            connection.closeAndForget();
        }
    }

    private static void rollBack(LoopThread loop, Transaction transaction) {
        try {
            loop.await(transaction.rollback());
        } catch (RuntimeException e) {
            LOG.debugf(e, "roll-back after a failure: the server has done it already");
        }
    }

    private static @Nullable Key keyOf(Delivery.Foldable foldable) {
        return keyOf(
                foldable.event().topic(),
                foldable.event().key(),
                foldable.event().aggregateVersion());
    }

    private @Nullable Key keyOf(DeadRecord dead) {
        return keyOf(offsets.topicOf(dead.record()), dead.record().key(), dead.aggregateVersion());
    }

    private static @Nullable Key keyOf(String topic, @Nullable String key, @Nullable Long version) {
        return key == null || version == null ? null : new Key(topic, key);
    }

    private static void addKey(Set<Key> keys, @Nullable Key key) {
        if (key != null) {
            keys.add(key);
        }
    }
}
