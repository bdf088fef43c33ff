package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.budget.Reservation;
import de.lopezitwelt.chat.stream.ReplyRun;
import de.lopezitwelt.chat.stream.ReplyUpdate.ToolAnswered;
import de.lopezitwelt.chat.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.title.FirstExchange;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.PreparedReply;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A reply that this instance is making. */
final class ReplyTask {
    /** A task's owner has the first epoch: a reply that was taken over is only closed, never continued. */
    static final int EPOCH = 1;

    final String sessionId;
    final Caller caller;
    final String userId;
    final int agentVersion;
    final boolean storeText;
    final boolean cancelWhenAbandoned;
    final PreparedReply prepared;
    final List<Reservation> reservations;
    final ReplyRun run;
    /** Set when this turn gave the session its first words for a title. */
    final @Nullable FirstExchange firstExchange;

    final long startedNanos = System.nanoTime();
    final List<ToolCalled> clientToolCalls = new ArrayList<>();
    final List<ToolStep> toolSteps = new ArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long lastEventNanos = startedNanos;
    private volatile long abandonedNanos = startedNanos;
    private volatile int checkpointed;
    private volatile @Nullable Cancellable upstream;

    ReplyTask(
            String sessionId,
            Caller caller,
            int agentVersion,
            boolean storeText,
            boolean cancelWhenAbandoned,
            PreparedReply prepared,
            List<Reservation> reservations,
            ReplyRun run,
            @Nullable FirstExchange firstExchange) {
        this.sessionId = sessionId;
        this.caller = caller;
        this.userId = caller.userId();
        this.agentVersion = agentVersion;
        this.storeText = storeText;
        this.cancelWhenAbandoned = cancelWhenAbandoned;
        this.prepared = prepared;
        this.reservations = reservations;
        this.run = run;
        this.firstExchange = firstExchange;
    }

    String replyId() {
        return run.replyId();
    }

    /** True for the first caller only: he is the one who ends the reply. */
    boolean beginClosing() {
        return closing.compareAndSet(false, true);
    }

    boolean isClosing() {
        return closing.get();
    }

    void upstream(Cancellable subscription) {
        upstream = subscription;
        if (isClosing()) {
            subscription.cancel();
        }
    }

    void stopUpstream() {
        Cancellable subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** A call that a tool has answered is none for the client any more. */
    void answered(ToolAnswered answer) {
        clientToolCalls.stream()
                .filter(call -> call.callId().equals(answer.callId()))
                .findFirst()
                .ifPresent(call -> {
                    clientToolCalls.remove(call);
                    toolSteps.add(ToolStep.of(call, answer));
                });
    }

    void heard() {
        lastEventNanos = System.nanoTime();
    }

    void abandoned() {
        abandonedNanos = System.nanoTime();
    }

    long silentNanos(long now) {
        return now - lastEventNanos;
    }

    /** For how long nobody has listened; 0 while somebody does. */
    long abandonedNanos(long now) {
        return run.listeners() > 0 ? 0 : now - abandonedNanos;
    }

    /** The text if it has grown since the last call; null otherwise. */
    @Nullable
    String textToStore() {
        int length = run.length();
        if (length == checkpointed || !storeText) {
            return null;
        }
        checkpointed = length;
        return run.text();
    }

    long processingMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }
}
