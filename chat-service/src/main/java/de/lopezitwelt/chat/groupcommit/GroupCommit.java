package de.lopezitwelt.chat.groupcommit;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Queues commands into lanes and writes each lane's queue batch by batch: while one transaction is on its way the next
 * batch gathers, so that load makes batches larger instead of transactions more. Each caller hears of his own commit
 * only. Commands of one lane key are written in the order of their arrival.
 */
public final class GroupCommit<C, R> {
    private final GroupCommitLimits limits;
    private final List<Lane<C, R>> lanes;

    /** @param isTransient tells failures that may pass (deadlock, lost connection) from those of a bad command */
    public GroupCommit(GroupCommitLimits limits, BatchWriter<C, R> writer, Predicate<Throwable> isTransient) {
        this.limits = limits;
        this.lanes = new ArrayList<>(limits.lanes());
        for (int lane = 0; lane < limits.lanes(); lane++) {
            lanes.add(new Lane<>(lane, limits, writer, isTransient));
        }
    }

    /**
     * Writes the command whether or not anybody waits for the outcome: cancelling the returned Uni only stops the
     * waiting.
     *
     * @param laneKey commands that touch the same rows share a key
     * @return the outcome, or {@link QueueFullException}
     */
    public Uni<R> submit(String laneKey, C command) {
        Pending<C, R> pending = new Pending<>(command);
        if (!lanes.get(Math.floorMod(laneKey.hashCode(), limits.lanes())).offer(pending)) {
            return Uni.createFrom().failure(new QueueFullException());
        }
        return pending.outcome();
    }

    /** Commands that wait or are being written. */
    public int depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }
}
