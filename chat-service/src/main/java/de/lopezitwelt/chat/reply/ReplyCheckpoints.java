package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.turn.ReplyStatus;
import de.lopezitwelt.platform.web.identity.SubjectRestrictions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps this instance's replies alive: their text, their lease, their limits. */
@ApplicationScoped
class ReplyCheckpoints {
    /** Texts of one statement together, far below the server's largest packet. */
    private static final int LARGEST_STATEMENT = 4 * 1024 * 1024;

    private final RunningReplies running;
    private final ReplyRepository replies;
    private final ReplyEngine engine;
    private final SubjectRestrictions restrictions;
    private final ReplyConfig config;

    ReplyCheckpoints(
            RunningReplies running,
            ReplyRepository replies,
            ReplyEngine engine,
            SubjectRestrictions restrictions,
            ReplyConfig config) {
        this.running = running;
        this.replies = replies;
        this.engine = engine;
        this.restrictions = restrictions;
        this.config = config;
    }

    Uni<Void> tick() {
        List<ReplyTask> tasks = new ArrayList<>(running.all());
        tasks.forEach(this::enforceLimits);
        engine.relieve();
        tasks.sort(Comparator.comparing(ReplyTask::replyId));
        return Multi.createFrom()
                .iterable(inStatements(tasks))
                .onItem()
                .transformToUniAndConcatenate(this::renew)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void enforceLimits(ReplyTask task) {
        long now = System.nanoTime();
        task.run.dropStalled(now, config.idle().toNanos());
        boolean barred = !restrictions.allows(task.caller);
        if (barred || task.abandonedNanos(now) > config.linger().toNanos()) {
            engine.cancel(task);
        } else if (task.silentNanos(now) > config.idle().toNanos()) {
            engine.stopForSilence(task);
        } else if (now - task.startedNanos > config.maxDuration().toNanos()) {
            engine.stopAtLimit(task);
        }
    }

    /** Their texts are copied when their turn comes, not all at once. */
    private static List<List<ReplyTask>> inStatements(List<ReplyTask> tasks) {
        List<List<ReplyTask>> statements = new ArrayList<>();
        int size = LARGEST_STATEMENT;
        for (ReplyTask task : tasks) {
            if (size >= LARGEST_STATEMENT) {
                statements.add(new ArrayList<>());
                size = 0;
            }
            statements.getLast().add(task);
            size += task.run.length();
        }
        return statements;
    }

    private Uni<Void> renew(List<ReplyTask> tasks) {
        return replies.renew(checkpoints(tasks))
                .chain(() ->
                        replies.ownership(tasks.stream().map(ReplyTask::replyId).toList()))
                .invoke(owned -> owned.forEach(this::check))
                .replaceWithVoid();
    }

    private static String checkpoints(List<ReplyTask> tasks) {
        ArrayNode checkpoints = JsonNodeFactory.instance.arrayNode();
        for (ReplyTask task : tasks) {
            ObjectNode checkpoint =
                    checkpoints.addObject().put("id", task.replyId()).put("epoch", ReplyTask.EPOCH);
            String text = task.textToStore();
            if (text != null) {
                checkpoint.put("text", text);
            }
        }
        return checkpoints.toString();
    }

    private void check(ReplyRepository.Ownership ownership) {
        ReplyTask task = running.find(ownership.replyId());
        if (task == null || task.isClosing()) {
            return;
        }
        if (ownership.epoch() != ReplyTask.EPOCH || ownership.status() != ReplyStatus.STREAMING) {
            engine.lost(task);
        } else if (ownership.cancelRequested()) {
            engine.cancel(task);
        }
    }
}
