package de.lopezitwelt.analytics.reconciliation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.analytics.task.OperatorTask;
import de.lopezitwelt.platform.persistence.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares page by page, by the day on which a session began. Events are still under way while it compares, so it reads
 * a page with differences again. A session differs when two readings in a row agree on the difference and the patience
 * is used up.
 */
@ApplicationScoped
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int SHOWN = 100;

    private final ChatTallies chat;
    private final FoldedTallyRepository folded;
    private final ReconciliationConfig config;
    private final ReconciliationMetrics metrics;

    Reconciliation(
            ChatTallies chat,
            FoldedTallyRepository folded,
            ReconciliationConfig config,
            ReconciliationMetrics metrics) {
        this.chat = chat;
        this.folded = folded;
        this.config = config;
        this.metrics = metrics;
    }

    /** One run over some days. */
    private static final class Run {
        final OperatorTask task;
        final ArrayNode days;
        final ArrayNode shown;
        final long settleUntil;
        long sessions;
        long differing;

        Run(OperatorTask task, Duration patience) {
            this.task = task;
            this.days = task.state().putArray("days");
            this.shown = task.state().putArray("differences");
            this.settleUntil = System.nanoTime() + patience.toNanos();
        }
    }

    /** A page that has been read until both sides were final. */
    private record Settled(TallyPage page, List<Difference> differences) {}

    void run(OperatorTask task, LocalDate from, LocalDate to) {
        task.phase("comparing");
        Run run = new Run(task, config.patience());
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            compare(run, day);
        }
        task.state().put("differing", run.differing);
        metrics.found(run.differing);
        if (run.differing == 0) {
            LOG.infof("reconciliation %s to %s: %d sessions agree", from, to, run.sessions);
        } else {
            LOG.errorf("reconciliation %s to %s: %d of %d sessions differ", from, to, run.differing, run.sessions);
        }
    }

    private void compare(Run run, LocalDate day) {
        ObjectNode shown = run.days.addObject().put("day", day.toString());
        long sessions = 0;
        long messages = 0;
        long differing = 0;
        String after = "";
        String cursor = null;
        do {
            Settled settled = settled(run, day, after, cursor);
            sessions += settled.page.tallies().size();
            messages += settled.page.tallies().values().stream()
                    .mapToLong(Tally::messages)
                    .sum();
            differing += settled.differences.size();
            settled.differences.forEach(difference -> report(run, day, difference));
            run.sessions += settled.page.tallies().size();
            run.task.state().put("sessions", run.sessions);
            run.task.alive();
            after = settled.page.last() == null ? after : settled.page.last();
            cursor = settled.page.nextCursor();
        } while (cursor != null);
        run.differing += differing;
        shown.put("sessions", sessions).put("messages", messages).put("differing", differing);
    }

    private Settled settled(Run run, LocalDate day, String after, @Nullable String cursor) {
        List<Difference> before = List.of();
        while (true) {
            TallyPage page = run.task.await(chat.of(day, config.page(), cursor));
            List<Difference> differences =
                    TallyComparison.differences(page.tallies(), folded(run, day, after, page.last()));
            List<Difference> lasting = new ArrayList<>(differences);
            lasting.retainAll(before);
            if (differences.isEmpty() || (!before.isEmpty() && System.nanoTime() > run.settleUntil)) {
                return new Settled(page, lasting);
            }
            before = differences;
            run.task.alive();
            run.task.loop().pause(LOOK_AGAIN);
        }
    }

    private SortedMap<String, Tally> folded(Run run, LocalDate day, String after, @Nullable String last) {
        String from = IdGenerator.lowerBound(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        String end = IdGenerator.lowerBound(
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        // Sorts after the page's last id and before any other. A blank would not do, because comparisons pad with
        // blanks.
        String to = last == null ? end : last + '~';
        return run.task.await(folded.between(after, from, to));
    }

    private static void report(Run run, LocalDate day, Difference difference) {
        if (run.shown.size() >= SHOWN) {
            return;
        }
        ObjectNode shown = run.shown.addObject().put("day", day.toString()).put("session_id", difference.sessionId());
        put(shown.putObject("chat"), difference.chat());
        put(shown.putObject("analytics"), difference.analytics());
        LOG.errorf(
                "session %s differs: chat %d messages (%d), analytics %d (%d)",
                difference.sessionId(),
                difference.chat().messages(),
                difference.chat().checksum(),
                difference.analytics().messages(),
                difference.analytics().checksum());
    }

    private static void put(ObjectNode side, Tally tally) {
        side.put("messages", tally.messages()).put("checksum", tally.checksum());
    }
}
