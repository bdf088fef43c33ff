package de.lopezitwelt.chat.groupcommit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One queue with at most one transaction on its way. */
final class Lane<C, R> {
    private final int number;
    private final GroupCommitLimits limits;
    private final BatchWriter<C, R> writer;
    private final Predicate<Throwable> isTransient;
    private final ArrayDeque<Pending<C, R>> queue = new ArrayDeque<>();
    private int inFlight;

    Lane(int number, GroupCommitLimits limits, BatchWriter<C, R> writer, Predicate<Throwable> isTransient) {
        this.number = number;
        this.limits = limits;
        this.writer = writer;
        this.isTransient = isTransient;
    }

    boolean offer(Pending<C, R> pending) {
        List<Pending<C, R>> batch;
        synchronized (this) {
            if (queue.size() >= limits.queueSize()) {
                return false;
            }
            queue.add(pending);
            batch = nextBatch();
        }
        start(batch);
        return true;
    }

    synchronized int depth() {
        return queue.size() + inFlight;
    }

    private List<Pending<C, R>> nextBatch() {
        if (inFlight > 0 || queue.isEmpty()) {
            return List.of();
        }
        List<Pending<C, R>> batch = new ArrayList<>(Math.min(queue.size(), limits.batchSize()));
        while (batch.size() < limits.batchSize() && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        inFlight = batch.size();
        return batch;
    }

    private void start(List<Pending<C, R>> batch) {
        if (!batch.isEmpty()) {
            write(batch, 0).subscribe().with(ignored -> finished(), failure -> finished());
        }
    }

    private void finished() {
        List<Pending<C, R>> batch;
        synchronized (this) {
            inFlight = 0;
            batch = nextBatch();
        }
        start(batch);
    }

    /** Never fails: every pending command of the batch is answered before the Uni completes. */
    private Uni<Void> write(List<Pending<C, R>> batch, int tries) {
        List<C> commands = new ArrayList<>(batch.size());
        batch.forEach(pending -> commands.add(pending.command));
        return Uni.createFrom()
                .deferred(() -> writer.write(number, commands, tries > 0))
                .invoke(outcomes -> answer(batch, outcomes))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> failed(batch, tries, failure));
    }

    private void answer(List<Pending<C, R>> batch, List<R> outcomes) {
        if (outcomes.size() != batch.size()) {
            throw new IllegalStateException("a batch of " + batch.size() + " got " + outcomes.size() + " outcomes");
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete(outcomes.get(i));
        }
    }

    private Uni<Void> failed(List<Pending<C, R>> batch, int tries, Throwable failure) {
        if (isTransient.test(failure)) {
            if (tries >= limits.transientRetries()) {
                batch.forEach(pending -> pending.fail(failure));
                return Uni.createFrom().voidItem();
            }
            Duration pause = limits.retryDelay().multipliedBy(1L << (2 * tries));
            return after(pause).chain(() -> write(batch, tries + 1));
        }
        if (batch.size() == 1) {
            batch.getFirst().fail(failure);
            return Uni.createFrom().voidItem();
        }
        return rowByRow(batch);
    }

    /** One transaction each, so that a bad command hurts only itself. */
    private Uni<Void> rowByRow(List<Pending<C, R>> batch) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Pending<C, R> pending : batch) {
            chain = chain.chain(() -> write(List.of(pending), 1));
        }
        return chain;
    }

    private static Uni<Void> after(Duration pause) {
        if (pause.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().voidItem().onItem().delayIt().by(pause);
    }
}
