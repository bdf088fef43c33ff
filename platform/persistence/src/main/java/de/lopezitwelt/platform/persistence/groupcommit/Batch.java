package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Commands that are written together, and the attempts to write them. */
final class Batch<C, R> {
    final int lane;
    private final List<Pending<C, R>> commands;
    private final GroupCommitLimits limits;
    private final BatchWriter<C, R> writer;
    private final Predicate<Throwable> isTransient;
    private final long begunAt = System.nanoTime();

    Batch(
            int lane,
            List<Pending<C, R>> commands,
            GroupCommitLimits limits,
            BatchWriter<C, R> writer,
            Predicate<Throwable> isTransient) {
        this.lane = lane;
        this.commands = commands;
        this.limits = limits;
        this.writer = writer;
        this.isTransient = isTransient;
    }

    int size() {
        return commands.size();
    }

    /** In nanoseconds. */
    long age() {
        return System.nanoTime() - begunAt;
    }

    void addKeys(Set<String> keys) {
        commands.forEach(pending -> keys.add(pending.key));
    }

    /** Never fails: every command has an outcome before the Uni completes. */
    Uni<Void> write() {
        return write(commands, 0);
    }

    private Uni<Void> write(List<Pending<C, R>> batch, int tries) {
        List<C> some = new ArrayList<>(batch.size());
        batch.forEach(pending -> some.add(pending.command));
        return Uni.createFrom()
                .deferred(() -> writer.write(lane, some, tries > 0))
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

    /** Writes each command in a transaction of its own, so that a bad command fails alone. */
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
