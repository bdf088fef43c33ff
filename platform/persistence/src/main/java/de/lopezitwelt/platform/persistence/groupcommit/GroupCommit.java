package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Queues commands and writes them batch by batch. While one transaction runs, the next batch gathers, so load makes
 * larger batches instead of more transactions. A second transaction begins beside it only when a full batch waits, or
 * when the first has run for so long that something must block it. Each caller learns only of their own commit.
 * Commands of one key are written in the order of their arrival, and never by two transactions at a time.
 */
public final class GroupCommit<C, R> {
    private final GroupCommitLimits limits;
    private final BatchWriter<C, R> writer;
    private final Predicate<Throwable> isTransient;
    private final ArrayDeque<Pending<C, R>> waiting = new ArrayDeque<>();
    private final ArrayDeque<Integer> freeLanes = new ArrayDeque<>();
    /** In the order in which they began. */
    private final List<Batch<C, R>> underWay = new ArrayList<>();

    private int depth;
    private boolean looksAgain;

    /** @param isTransient tells temporary failures (deadlock, lost connection) from those of a bad command */
    public GroupCommit(GroupCommitLimits limits, BatchWriter<C, R> writer, Predicate<Throwable> isTransient) {
        this.limits = limits;
        this.writer = writer;
        this.isTransient = isTransient;
        for (int lane = 0; lane < limits.lanes(); lane++) {
            freeLanes.add(lane);
        }
    }

    /**
     * Writes the command even if the caller stops waiting: cancelling the returned Uni only stops the waiting.
     *
     * @param key commands that touch the same rows share a key
     * @return the outcome, or {@link QueueFullException}
     */
    public Uni<R> submit(String key, C command) {
        Pending<C, R> pending = new Pending<>(key, command);
        synchronized (this) {
            if (waiting.size() >= limits.queueSize()) {
                return Uni.createFrom().failure(new QueueFullException());
            }
            waiting.add(pending);
            depth++;
        }
        beginWhatPays();
        return pending.outcome();
    }

    /** Commands that wait or are being written. */
    public synchronized int depth() {
        return depth;
    }

    private void beginWhatPays() {
        for (Batch<C, R> batch = next(); batch != null; batch = next()) {
            Batch<C, R> begun = batch;
            begun.write().subscribe().with(ignored -> ended(begun), failure -> ended(begun));
        }
    }

    private void ended(Batch<C, R> batch) {
        synchronized (this) {
            underWay.remove(batch);
            freeLanes.addFirst(batch.lane);
            depth -= batch.size();
        }
        beginWhatPays();
    }

    private synchronized @Nullable Batch<C, R> next() {
        if (waiting.isEmpty() || freeLanes.isEmpty()) {
            return null;
        }
        long patience = patience();
        if (patience > 0) {
            lookAgainIn(patience);
            return null;
        }
        List<Pending<C, R>> commands = take();
        if (commands.isEmpty()) {
            return null;
        }
        Batch<C, R> batch = new Batch<>(freeLanes.removeFirst(), commands, limits, writer, isTransient);
        underWay.add(batch);
        return batch;
    }

    /** Nanoseconds until the next transaction may begin beside the running ones; 0 or less when it may begin now. */
    private long patience() {
        if (underWay.isEmpty() || waiting.size() >= limits.batchSize()) {
            return 0;
        }
        return limits.overtakeAfter().toNanos() - underWay.getLast().age();
    }

    /** Without this timer no transaction would begin when no further command arrives and none ends. */
    private void lookAgainIn(long nanos) {
        if (!looksAgain) {
            looksAgain = true;
            Infrastructure.getDefaultWorkerPool().schedule(this::lookAgain, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void lookAgain() {
        synchronized (this) {
            looksAgain = false;
        }
        beginWhatPays();
    }

    private List<Pending<C, R>> take() {
        Set<String> busy = new HashSet<>();
        underWay.forEach(batch -> batch.addKeys(busy));
        List<Pending<C, R>> taken = new ArrayList<>(Math.min(waiting.size(), limits.batchSize()));
        for (Iterator<Pending<C, R>> each = waiting.iterator(); each.hasNext() && taken.size() < limits.batchSize(); ) {
            Pending<C, R> pending = each.next();
            if (!busy.contains(pending.key)) {
                each.remove();
                taken.add(pending);
            }
        }
        return taken;
    }
}
