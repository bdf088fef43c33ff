package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.store.ReplyRepository;
import de.lopezitwelt.chat.reply.store.ReplyStepRepository;
import de.lopezitwelt.chat.reply.store.ReplyTextRepository;
import de.lopezitwelt.chat.reply.store.ReplyTextRepository.Piece;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.ReplyStep;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import de.lopezitwelt.platform.web.identity.credential.SubjectRestrictions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores new text of this instance's replies, renews their leases and enforces their limits. */
@ApplicationScoped
class ReplyCheckpoints {
    /** Characters of texts in one statement, far below the largest packet of the server. */
    private static final int LARGEST_STATEMENT = 4 * 1024 * 1024;
    /** Renewals within the duration of a lease, so that some of them may fail. */
    private static final int LEASES_A_LEASE = 4;

    private final RunningReplies running;
    private final ReplyRepository replies;
    private final ReplyTextRepository texts;
    private final ReplyStepRepository steps;
    private final ReplyEngine engine;
    private final SubjectRestrictions restrictions;
    private final ReplyConfig config;
    private final Duration leaseAge;

    ReplyCheckpoints(
            RunningReplies running,
            ReplyRepository replies,
            ReplyTextRepository texts,
            ReplyStepRepository steps,
            ReplyEngine engine,
            SubjectRestrictions restrictions,
            ReplyOwner owner,
            ReplyConfig config) {
        this.running = running;
        this.replies = replies;
        this.texts = texts;
        this.steps = steps;
        this.engine = engine;
        this.restrictions = restrictions;
        this.config = config;
        this.leaseAge = owner.lease().dividedBy(LEASES_A_LEASE);
    }

    Uni<Void> tick() {
        List<ReplyTask> tasks = new ArrayList<>(running.all());
        tasks.forEach(this::enforceLimits);
        engine.freeMemory();
        if (tasks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        tasks.sort(Comparator.comparing(ReplyTask::replyId));
        return storeTexts(tasks).chain(() -> renewLeases(tasks)).chain(() -> lookForChanges(tasks));
    }

    private void enforceLimits(ReplyTask task) {
        long now = System.nanoTime();
        task.run.dropStalled(now, config.idle().toNanos());
        boolean barred = !restrictions.allows(task.caller);
        if (barred || task.isAbandoned(now, config.linger())) {
            engine.cancel(task);
        } else if (now - task.startedNanos > config.maxDuration().toNanos()) {
            engine.stopAtLimit(task);
        }
    }

    /** Copies a text right before its statement, so that not all texts are copied at the same time. */
    private Uni<Void> storeTexts(List<ReplyTask> tasks) {
        Iterator<ReplyTask> rest = tasks.iterator();
        return Multi.createBy()
                .repeating()
                .uni(() -> storeSome(rest))
                .whilst(ignored -> rest.hasNext())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The parts of a reply that are not stored yet. */
    private record Unstored(ReplyTask task, @Nullable Piece piece, List<ReplyStep> steps) {
        /** Reads the text before the steps: every step that precedes a stored text is then stored too. */
        static Unstored of(ReplyTask task) {
            Piece piece = task.newText();
            return new Unstored(task, piece, task.newSteps());
        }

        int size() {
            return (piece == null ? 0 : piece.text().length())
                    + steps.stream().mapToInt(step -> step.json().length()).sum();
        }

        void stored() {
            task.stepsStored(steps.size());
            if (piece != null) {
                task.storedUpTo(piece.end());
            }
        }
    }

    /** Stores steps before texts, so that what remains of a reply after a crash is a beginning of it without a gap. */
    private Uni<Boolean> storeSome(Iterator<ReplyTask> rest) {
        List<Unstored> some = new ArrayList<>();
        for (int size = 0; size < LARGEST_STATEMENT && rest.hasNext(); ) {
            ReplyTask task = rest.next();
            if (!task.isClosing()) {
                Unstored unstored = Unstored.of(task);
                some.add(unstored);
                size += unstored.size();
            }
        }
        List<ReplyStep> done = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (Unstored unstored : some) {
            done.addAll(unstored.steps());
            Piece piece = unstored.piece();
            if (piece != null) {
                pieces.add(piece);
            }
        }
        return steps.append(done)
                .chain(() -> texts.append(pieces))
                .invoke(() -> some.forEach(Unstored::stored))
                .replaceWith(true);
    }

    private Uni<Void> renewLeases(List<ReplyTask> tasks) {
        long now = System.nanoTime();
        List<ReplyTask> due = tasks.stream()
                .filter(task -> task.leaseOlderThan(leaseAge, now))
                .toList();
        return due.isEmpty()
                ? Uni.createFrom().voidItem()
                : replies.renew(due.stream().map(ReplyTask::replyId).toList())
                        .invoke(() -> due.forEach(task -> task.leased(now)));
    }

    private Uni<Void> lookForChanges(List<ReplyTask> tasks) {
        return replies.ownership(tasks.stream().map(ReplyTask::replyId).toList())
                .invoke(owned -> owned.forEach(this::check))
                .replaceWithVoid();
    }

    private void check(ReplyRepository.Ownership ownership) {
        ReplyTask task = running.find(ownership.replyId());
        if (task == null || task.isClosing()) {
            return;
        }
        if (ownership.epoch() != ReplyOwner.FIRST_EPOCH || ownership.status() != ReplyStatus.STREAMING) {
            engine.lost(task);
        } else if (ownership.cancelRequested()) {
            engine.cancel(task);
        }
    }
}
