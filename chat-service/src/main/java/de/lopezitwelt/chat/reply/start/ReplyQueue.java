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
 * Starts replies for programs, which send several requests at once. A request waits while its user has too many running
 * replies. On each instance every user has a queue, and only its first request tries to start.
 */
@ApplicationScoped
public class ReplyQueue {
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final ReplyService replies;
    private final ReplyConfig config;
    private final Vertx vertx;
    private final Map<String, Deque<Object>> queues = new HashMap<>();

    ReplyQueue(ReplyService replies, ReplyConfig config, Vertx vertx) {
        this.replies = replies;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * As {@link ReplyService#start}, but fails because of too many replies only when the queue is full or the request has
     * waited in it for too long.
     */
    public Uni<StartedReply> start(TurnRequest request) {
        return replies.start(request).onFailure(ReplyQueue::isFull).recoverWithUni(full -> enqueue(request, full));
    }

    private Uni<StartedReply> enqueue(TurnRequest request, Throwable full) {
        String user = request.caller().userId();
        Object place = new Object();
        if (!enter(user, place)) {
            return Uni.createFrom().failure(full);
        }
        long deadline = System.nanoTime() + config.queueTime().toNanos();
        return untilStarted(request, place, deadline, full).onTermination().invoke(() -> leave(user, place));
    }

    private Uni<StartedReply> untilStarted(TurnRequest request, Object place, long deadline, Throwable full) {
        if (System.nanoTime() - deadline > 0) {
            return Uni.createFrom().failure(full);
        }
        return pause().chain(() -> isFirst(request.caller().userId(), place)
                ? replies.start(request)
                        .onFailure(ReplyQueue::isFull)
                        .recoverWithUni(again -> untilStarted(request, place, deadline, again))
                : untilStarted(request, place, deadline, full));
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
        Deque<Object> queue = queues.computeIfAbsent(user, none -> new ArrayDeque<>());
        if (queue.size() >= config.queueLength()) {
            queues.computeIfPresent(user, (same, found) -> found.isEmpty() ? null : found);
            return false;
        }
        return queue.add(place);
    }

    private synchronized boolean isFirst(String user, Object place) {
        Deque<Object> queue = queues.get(user);
        return queue != null && queue.peek() == place;
    }

    private synchronized void leave(String user, Object place) {
        queues.computeIfPresent(user, (same, queue) -> {
            queue.remove(place);
            return queue.isEmpty() ? null : queue;
        });
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == BudgetProblem.TOO_MANY_REPLIES;
    }
}
