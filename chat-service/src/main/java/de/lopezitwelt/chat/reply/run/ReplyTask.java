package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.store.ReplyStepRepository;
import de.lopezitwelt.chat.reply.store.ReplyTextRepository.Piece;
import de.lopezitwelt.chat.reply.store.ToolStep;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolAnswered;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.title.FirstExchange;
import de.lopezitwelt.chat.turn.command.ReplyStep;
import de.lopezitwelt.chat.usage.CallWatch;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyMeter;
import de.lopezitwelt.runtime.model.Reasoning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A reply that this instance is making. */
public final class ReplyTask {
    final String sessionId;
    final Caller caller;
    final String userId;
    final int agentVersion;
    final Storing storing;
    final Unattended unattended;
    final ReplyOrigin origin;
    final CallWatch watch;
    final PreparedReply prepared;
    final List<Reservation> reservations;
    public final ReplyRun run;
    /** Set when this turn gave the session its provisional title, the first words of the message. */
    final @Nullable FirstExchange firstExchange;
    /** Finds the session again; null when the client does not send whole conversations. */
    final @Nullable ResentHistory history;
    /** Whether it regenerates an answer: an empty reply then changes nothing. */
    final boolean again;

    final long startedNanos = System.nanoTime();
    final ReplyMeter meter;
    private final List<ToolCalled> clientToolCalls = new ArrayList<>();
    private final List<ToolStep> toolSteps = new ArrayList<>();
    private @Nullable Reasoning reasoning;
    private volatile boolean imagesLeftOut;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long abandonedNanos = startedNanos;
    private volatile int storedUpTo;
    private volatile int storedSteps;
    private volatile boolean textStored;
    private volatile long leasedNanos = startedNanos;
    private volatile @Nullable ReplyUpstream upstream;

    public ReplyTask(
            String sessionId,
            Caller caller,
            int agentVersion,
            Storing storing,
            Unattended unattended,
            ReplyOrigin origin,
            CallWatch watch,
            PreparedReply prepared,
            List<Reservation> reservations,
            ReplyRun run,
            @Nullable FirstExchange firstExchange,
            @Nullable ResentHistory history,
            boolean again) {
        this.sessionId = sessionId;
        this.caller = caller;
        this.userId = caller.userId();
        this.agentVersion = agentVersion;
        this.storing = storing;
        this.unattended = unattended;
        this.origin = origin;
        this.watch = watch;
        this.prepared = prepared;
        this.meter = new ReplyMeter(prepared);
        this.reservations = reservations;
        this.run = run;
        this.firstExchange = firstExchange;
        this.history = history;
        this.again = again;
    }

    String replyId() {
        return run.replyId();
    }

    /** True for the first call only. Its caller ends the reply. */
    boolean beginClosing() {
        return closing.compareAndSet(false, true);
    }

    boolean isClosing() {
        return closing.get();
    }

    void upstream(ReplyUpstream source) {
        upstream = source;
        if (isClosing()) {
            source.cancel();
        }
    }

    void stopUpstream() {
        ReplyUpstream source = upstream;
        if (source != null) {
            source.cancel();
        }
    }

    synchronized void called(ToolCalled call) {
        clientToolCalls.add(call);
    }

    /** Removes the call from those that the client has to answer. */
    synchronized void answered(ToolAnswered answer) {
        clientToolCalls.stream()
                .filter(call -> call.callId().equals(answer.callId()))
                .findFirst()
                .ifPresent(call -> {
                    clientToolCalls.remove(call);
                    toolSteps.add(ToolStep.of(call, answer));
                });
    }

    /** A copy: events may still arrive while the reply is being ended. */
    synchronized List<ToolCalled> clientToolCalls() {
        return List.copyOf(clientToolCalls);
    }

    synchronized List<ToolStep> toolSteps() {
        return List.copyOf(toolSteps);
    }

    /** What the model thought in the call under way; null when it begins. */
    synchronized void reasoned(@Nullable Reasoning thought) {
        reasoning = thought;
    }

    /** What the provider needs back with the client's calls; null without any. */
    synchronized @Nullable Reasoning reasoningOfClientCalls() {
        return clientToolCalls.isEmpty() ? null : reasoning;
    }

    /** Images of earlier messages are not in its prompt, because the provider refused them. */
    void imagesLeftOut() {
        imagesLeftOut = true;
    }

    boolean leavesOutImages() {
        return imagesLeftOut;
    }

    /** Whether it has neither text nor calls nor thoughts. */
    boolean isSilent() {
        return run.size() == 0;
    }

    void abandoned() {
        abandonedNanos = System.nanoTime();
    }

    /** Whether the reply must end because it has had no listener for too long. */
    boolean isAbandoned(long now, Duration linger) {
        return unattended != Unattended.RUN_ON && run.listeners() == 0 && now - abandonedNanos > linger.toNanos();
    }

    /** The text after the last piece that is known to be stored; null when there is none. */
    @Nullable
    Piece newText() {
        if (!storing.texts() || run.length() == storedUpTo) {
            return null;
        }
        String text = run.textFrom(storedUpTo);
        textStored |= !text.isEmpty();
        return text.isEmpty() ? null : new Piece(replyId(), storedUpTo, text);
    }

    void storedUpTo(int end) {
        storedUpTo = end;
    }

    /** The steps after the last one that is known to be stored. */
    List<ReplyStep> newSteps() {
        if (!storing.texts()) {
            return List.of();
        }
        int number = storedSteps;
        List<ReplyStep> steps = new ArrayList<>();
        for (ReplyUpdate.Step step : run.stepsFrom(number)) {
            steps.add(new ReplyStep(replyId(), number++, ReplyStepRepository.write(step)));
        }
        return steps;
    }

    void stepsStored(int count) {
        storedSteps += count;
    }

    /** Whether a piece of the text may be stored. */
    boolean isTextStored() {
        return textStored;
    }

    /** Whether the lease was last renewed, or begun, longer ago than that. */
    boolean leaseOlderThan(Duration age, long now) {
        return now - leasedNanos > age.toNanos();
    }

    void leased(long now) {
        leasedNanos = now;
    }

    long processingMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }
}
