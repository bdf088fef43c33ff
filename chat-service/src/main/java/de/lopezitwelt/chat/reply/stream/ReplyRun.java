package de.lopezitwelt.chat.reply.stream;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Created;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Delta;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.End;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Failed;
import de.lopezitwelt.runtime.model.Reasoning;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The growing text of a reply, with the model's thoughts and tool calls. A listener has a position in it, not a queue: a
 * slow one costs nothing while it waits and gets more text at once afterwards. Thread safe.
 */
public final class ReplyRun {
    /** Most text in one update, so that a late listener is not sent everything in one piece. */
    private static final int LARGEST_DELTA = 16 * 1024;

    private final String replyId;
    private final MessageView userMessage;
    private final StringBuilder text = new StringBuilder();
    private final List<ReplyUpdate.Step> steps = new ArrayList<>();
    /** The thought that may still grow; it becomes a step when text or another step follows. */
    private final StringBuilder thought = new StringBuilder();
    /** Of all steps together. */
    private int unitsOfSteps;

    /** Calls that the client is to answer, as far as the model has written them. */
    private final List<Call> calls = new ArrayList<>();

    private final Set<ReplyListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> whenAbandoned = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> whenListenersMove = new AtomicReference<>();
    private int refusedFrom = Integer.MAX_VALUE;
    private @Nullable End end;

    public ReplyRun(String replyId, MessageView userMessage) {
        this.replyId = replyId;
        this.userMessage = userMessage;
    }

    public String replyId() {
        return replyId;
    }

    public void append(String more) {
        synchronized (this) {
            closeThought();
            text.append(more);
        }
        signal();
    }

    /** From now on, all text is the model's reason for not answering. */
    public synchronized void refuse() {
        refusedFrom = Math.min(refusedFrom, text.length());
    }

    /** Adds to what the model thinks. Pieces without text or a step between them are one thought. */
    public void think(String more) {
        synchronized (this) {
            for (int from = 0; from < more.length(); ) {
                if (thought.length() >= LARGEST_DELTA - 1) {
                    closeThought();
                }
                int to = cut(more, from, Math.min(more.length(), from + LARGEST_DELTA - thought.length()));
                thought.append(more, from, to);
                from = to;
            }
        }
        signal();
    }

    /** Adds to a call that the client is to answer. @param index of the call, at most one more than the last one's */
    public void calling(int index, String callId, String name, String more) {
        synchronized (this) {
            if (index == calls.size()) {
                calls.add(new Call(callId, name, new StringBuilder()));
            }
            calls.get(index).arguments().append(more);
        }
        signal();
    }

    /** Adds a step between two pieces of text. @param make given the update's position */
    public <S extends ReplyUpdate.Step> S step(LongFunction<S> make) {
        S step;
        synchronized (this) {
            closeThought();
            step = make.apply(size() + 1L);
            add(step);
        }
        signal();
        return step;
    }

    /** Restores an ended reply from its stored parts. Steps that come after the text are left out. */
    public void restore(String stored, List<ReplyUpdate.Step> done) {
        synchronized (this) {
            text.append(stored);
            for (ReplyUpdate.Step step : done) {
                if (step.position() <= (long) size() + step.units()) {
                    add(step);
                }
            }
        }
        signal();
    }

    /** Ends the reply; listeners receive this last. */
    public void complete(
            @Nullable MessageView message,
            ReplyUsage usage,
            String finishReason,
            @Nullable String model,
            boolean offline,
            List<ReplyUpdate.ToolCalled> clientToolCalls,
            @Nullable Reasoning reasoning,
            @Nullable String stopSequence) {
        String detail = clientToolCalls.isEmpty() ? whyEmpty(finishReason) : null;
        end(new Completed(
                message, usage, finishReason, model, offline, clientToolCalls, reasoning, detail, stopSequence));
    }

    private synchronized @Nullable String whyEmpty(String finishReason) {
        if (!text.isEmpty()) {
            return null;
        }
        boolean thinks = !thought.isEmpty() || steps.stream().anyMatch(ReplyUpdate.Thought.class::isInstance);
        boolean toolsRan = steps.stream().anyMatch(ReplyUpdate.ToolAnswered.class::isInstance);
        return EmptyReply.why(finishReason, thinks, toolsRan);
    }

    public void fail(@Nullable MessageView message, ReplyFailure problem) {
        end(new Failed(message, problem));
    }

    public synchronized String text() {
        return text.toString();
    }

    /** The text from there on, without half a surrogate pair at its end. @param start at most {@link #length()} */
    public synchronized String textFrom(int start) {
        int end = text.length();
        return text.substring(start, end > start && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Steps in their order, the thought until now as one of them. @param first how many to leave out */
    public synchronized List<ReplyUpdate.Step> stepsFrom(int first) {
        closeThought();
        return List.copyOf(steps.subList(first, steps.size()));
    }

    /** Whether there are listeners, and all of them are more than that many positions behind. */
    public synchronized boolean isAhead(int positions) {
        if (size() <= positions || listeners.isEmpty()) {
            return false;
        }
        for (ReplyListener listener : listeners) {
            if (size() - listener.received() <= positions) {
                return false;
            }
        }
        return true;
    }

    /** Characters of the text. */
    public synchronized int length() {
        return text.length();
    }

    /** The position so far: characters of text and thoughts, and a few more. */
    public synchronized int size() {
        return text.length() + unitsOfSteps + thought.length();
    }

    public synchronized boolean ended() {
        return end != null;
    }

    /**
     * All updates after a position, those of the past and those to come. Each subscriber is a listener of its own.
     *
     * @param after the last position received; negative to receive all
     */
    public Multi<ReplyUpdate> updates(long after) {
        return Multi.createFrom().publisher(subscriber -> {
            ReplyListener listener = new ReplyListener(this, new ReplyCursor(after), subscriber);
            listeners.add(listener);
            listener.start();
        });
    }

    public int listeners() {
        return listeners.size();
    }

    /** Sets what is called each time the last listener leaves before the end. */
    public void whenAbandoned(Runnable action) {
        whenAbandoned.set(action);
    }

    /** Sets what is called each time a listener has received an update, or left. */
    public void whenListenersMove(Runnable action) {
        whenListenersMove.set(action);
    }

    void listenersMoved() {
        Runnable action = whenListenersMove.get();
        if (action != null) {
            action.run();
        }
    }

    /** Drops listeners that have requested nothing for that long although there was something to send. */
    public void dropStalled(long nowNanos, long patienceNanos) {
        listeners.forEach(listener -> listener.dropIfStalled(nowNanos, patienceNanos));
    }

    /** Drops all listeners. They may resume at their position. */
    public void dropListeners() {
        listeners.forEach(ReplyListener::drop);
    }

    void remove(ReplyListener listener) {
        if (listeners.remove(listener) && listeners.isEmpty() && !ended()) {
            Runnable action = whenAbandoned.get();
            if (action != null) {
                action.run();
            }
        }
        listenersMoved();
    }

    /** The listener's next update; null when there is none yet. */
    synchronized @Nullable ReplyUpdate next(ReplyCursor cursor) {
        ReplyUpdate update = after(cursor);
        if (update != null) {
            cursor.position = update.position();
        }
        return update;
    }

    /** Whether the listener has received the last update. */
    synchronized boolean isOver(ReplyCursor cursor) {
        return end != null && cursor.position == ReplyUpdate.END;
    }

    private @Nullable ReplyUpdate after(ReplyCursor cursor) {
        if (cursor.position < 0) {
            return new Created(0, userMessage);
        }
        if (cursor.position == ReplyUpdate.END) {
            return null;
        }
        while (cursor.steps < steps.size() && steps.get(cursor.steps).position() <= cursor.position) {
            cursor.pass(steps.get(cursor.steps));
        }
        int limit = text.length();
        ReplyUpdate.Step step = cursor.steps < steps.size() ? steps.get(cursor.steps) : openThought(cursor.position);
        if (step != null) {
            long start = step.position() - step.units();
            if (start <= cursor.position) {
                return step instanceof ReplyUpdate.Thought begun ? begun.after(cursor.position) : step;
            }
            limit = (int) start - cursor.unitsOfSteps;
        }
        int from = cursor.text();
        if (from < limit) {
            boolean refusal = from >= refusedFrom;
            int most = refusal ? limit : Math.min(limit, refusedFrom);
            int to = cut(text, from, Math.min(most, from + LARGEST_DELTA));
            return new Delta(to + (long) cursor.unitsOfSteps, text.substring(from, to), refusal);
        }
        ReplyUpdate.Calling piece = newOfCalls(cursor);
        return piece == null ? end : piece;
    }

    private ReplyUpdate.@Nullable Calling newOfCalls(ReplyCursor cursor) {
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            int from = cursor.toldOf(i);
            if (from < call.arguments().length()) {
                cursor.told(i, call.arguments().length());
                return new ReplyUpdate.Calling(
                        cursor.position,
                        i,
                        call.id(),
                        call.name(),
                        call.arguments().substring(Math.max(0, from)));
            }
        }
        return null;
    }

    private record Call(String id, String name, StringBuilder arguments) {}

    private void end(End last) {
        synchronized (this) {
            if (end == null) {
                end = last;
            }
        }
        signal();
    }

    /** Where a piece may end so that no surrogate pair is split, unless the piece would be empty. */
    private static int cut(CharSequence whole, int from, int to) {
        boolean splits = to < whole.length() && to - 1 > from && Character.isHighSurrogate(whole.charAt(to - 1));
        return splits ? to - 1 : to;
    }

    private void add(ReplyUpdate.Step step) {
        steps.add(step);
        unitsOfSteps += step.units();
    }

    private void closeThought() {
        if (!thought.isEmpty()) {
            ReplyUpdate.Step whole = new ReplyUpdate.Thought(size(), thought.toString());
            thought.setLength(0);
            add(whole);
        }
    }

    /** The part of the growing thought after a position; null when there is none. */
    private ReplyUpdate.@Nullable Thought openThought(long position) {
        long end = size();
        if (thought.isEmpty() || position >= end) {
            return null;
        }
        int from = (int) Math.max(0, thought.length() - (end - position));
        return new ReplyUpdate.Thought(end, thought.substring(from));
    }

    private void signal() {
        listeners.forEach(ReplyListener::drain);
    }
}
