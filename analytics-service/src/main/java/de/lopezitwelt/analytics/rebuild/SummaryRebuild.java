package de.lopezitwelt.analytics.rebuild;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.analytics.consumer.SummaryConsumer;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.analytics.task.OperatorTask;
import de.lopezitwelt.analytics.usage.fold.UsageRetention;
import de.lopezitwelt.platform.messaging.replay.Replay;
import de.lopezitwelt.platform.messaging.replay.Replays;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Replays every session event into the shadow tables while the live tables are still folded, compares both at equal
 * offsets, and swaps them. The replay never overtakes the live fold: only then can both reach the same offsets.
 */
@ApplicationScoped
class SummaryRebuild {
    private static final Logger LOG = Logger.getLogger(SummaryRebuild.class);
    /** Rounds in which the replay follows the live fold; the snapshot's round folds what is left after them. */
    private static final int ROUNDS = 20;

    private final Replays replays;
    private final SummaryConsumer consumer;
    private final ShadowTables shadow;
    private final ComparisonRepository repository;
    private final TableComparison comparison;
    private final UsageRetention retention;

    SummaryRebuild(
            Replays replays,
            SummaryConsumer consumer,
            ShadowTables shadow,
            ComparisonRepository repository,
            TableComparison comparison,
            UsageRetention retention) {
        this.replays = replays;
        this.consumer = consumer;
        this.shadow = shadow;
        this.repository = repository;
        this.comparison = comparison;
        this.retention = retention;
    }

    void run(OperatorTask task, boolean compareOnly) throws Exception {
        task.phase("preparing");
        shadow.empty();
        try (Replay replay = replays.open(consumer.spec(SummaryTables.SHADOW))) {
            replay.begin(task.loop());
            task.phase("folding");
            catchUp(task, replay);
            task.phase("comparing");
            task.await(retention.purgeAll());
            compare(task, replay);
            if (!compareOnly) {
                task.phase("swapping");
                fold(task, replay, live(task));
                task.requireLease();
                shadow.swap();
            }
        }
        task.state().put("swapped", !compareOnly);
        shadow.empty();
        LOG.infof("rebuild: %s", task.state());
    }

    private void catchUp(OperatorTask task, Replay replay) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Map<TopicPartition, Long> ends = live(task);
            fold(task, replay, ends);
            if (sum(live(task)) - sum(ends) < consumer.batchSize()) {
                return;
            }
        }
    }

    private void compare(OperatorTask task, Replay replay) throws Exception {
        ArrayNode tables = task.state().putArray("tables");
        try (LiveSnapshot live = repository.snapshot(task.loop())) {
            fold(task, replay, live.place());
            for (ComparedTable table : ComparedTable.ALL) {
                TableComparison.Report report = comparison.compare(task, live, table);
                ObjectNode shown = tables.addObject()
                        .put("table", table.name())
                        .put("rows", report.rows())
                        .put("differing", report.differing());
                report.examples().forEach(shown.putArray("examples")::add);
                if (report.differing() > 0) {
                    LOG.warnf(
                            "rebuild: %d rows of %s differ, such as %s",
                            report.differing(), table.name(), report.examples());
                }
            }
        }
    }

    private void fold(OperatorTask task, Replay replay, Map<TopicPartition, Long> ends) throws Exception {
        task.state().put("total", sum(ends));
        replay.to(task.loop(), ends, () -> {
            task.state().put("folded", replay.position());
            task.alive();
        });
        task.alive();
    }

    private Map<TopicPartition, Long> live(OperatorTask task) {
        return task.await(repository.livePlace());
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
