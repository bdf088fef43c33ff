package de.lopezitwelt.chat.reply.start;

import de.lopezitwelt.chat.budget.BudgetProblem;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts replies for programs, which send several requests at once: those for which too many replies of their user are under way
 * wait for their turn. Each user's requests wait in a line of their own on each instance, and only the first of them asks.
 */
@ApplicationScoped
public class ReplyQueue {
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final ReplyService replies;
    private final ReplyConfig config;
    private final Vertx vertx;
    private final Map<String, Deque<Object>> lines = new HashMap<>();

    ReplyQueue(ReplyService replies, ReplyConfig config, Vertx vertx) {
        this.replies = replies;
        this.config = config;
        this.vertx = vertx;
    }

    /** As {@link ReplyService#start}. Too many replies are a failure only when the line is full, or has been stood in for too long. */
    public Uni<StartedReply> start(TurnRequest request) {
        return replies.start(request).onFailure(ReplyQueue::isFull).recoverWithUni(full -> inLine(request, full));
    }

    private Uni<StartedReply> inLine(TurnRequest request, Throwable full) {
        String user = request.caller().userId();
        Object place = new Object();
        if (!enter(user, place)) {
            return Uni.createFrom().failure(full);
        }
        long deadline = System.nanoTime() + config.queueTime().toNanos();
        return turn(request, place, deadline, full).onTermination().invoke(() -> leave(user, place));
    }

    private Uni<StartedReply> turn(TurnRequest request, Object place, long deadline, Throwable full) {
        if (System.nanoTime() - deadline > 0) {
            return Uni.createFrom().failure(full);
        }
        return pause().chain(() -> isFirst(request.caller().userId(), place)
                ? replies.start(request)
                        .onFailure(ReplyQueue::isFull)
                        .recoverWithUni(again -> turn(request, place, deadline, again))
                : turn(request, place, deadline, full));
    }

    /** Goes on in the request's own context. */
    private Uni<Void> pause() {
        return Uni.createFrom().emitter(over -> {
            Context context = vertx.getOrCreateContext();
            long timer =
                    vertx.setTimer(ASK_EVERY.toMillis(), fired -> context.runOnContext(now -> over.complete(null)));
            over.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private synchronized boolean enter(String user, Object place) {
        Deque<Object> line = lines.computeIfAbsent(user, none -> new ArrayDeque<>());
        if (line.size() >= config.queueLength()) {
            lines.computeIfPresent(user, (same, found) -> found.isEmpty() ? null : found);
            return false;
        }
        return line.add(place);
    }

    private synchronized boolean isFirst(String user, Object place) {
        Deque<Object> line = lines.get(user);
        return line != null && line.peek() == place;
    }

    private synchronized void leave(String user, Object place) {
        lines.computeIfPresent(user, (same, line) -> {
            line.remove(place);
            return line.isEmpty() ? null : line;
        });
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == BudgetProblem.TOO_MANY_REPLIES;
    }
}
