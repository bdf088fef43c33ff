package de.lopezitwelt.chat.stream;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.stream.ReplyUpdate.Created;
import de.lopezitwelt.chat.stream.ReplyUpdate.Delta;
import de.lopezitwelt.chat.stream.ReplyUpdate.End;
import de.lopezitwelt.chat.stream.ReplyUpdate.Failed;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The text of a reply as it grows. Listeners hold a place in it, not a queue: a slow one gets more text at once when he
 * comes back, and costs nothing meanwhile. Thread safe.
 */
public final class ReplyRun {
    /** Most text in one update, so that a late listener is not sent everything in one piece. */
    private static final int LARGEST_DELTA = 16 * 1024;

    private record Step(int textOffset, ReplyUpdate update) {}

    private final String replyId;
    private final MessageView userMessage;
    private final StringBuilder text = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private final Set<ReplyListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> whenAbandoned = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> whenHeard = new AtomicReference<>();
    private @Nullable End end;

    public ReplyRun(String replyId, MessageView userMessage) {
        this.replyId = replyId;
        this.userMessage = userMessage;
    }

    public String replyId() {
        return replyId;
    }

    public MessageView userMessage() {
        return userMessage;
    }

    public void append(String more) {
        synchronized (this) {
            text.append(more);
        }
        signal();
    }

    /** Something that happens between two words. */
    public void step(ReplyUpdate update) {
        synchronized (this) {
            steps.add(new Step(text.length(), update));
        }
        signal();
    }

    /** The last thing listeners hear. */
    public void complete(
            @Nullable MessageView message,
            ReplyUsage usage,
            String finishReason,
            @Nullable String model,
            boolean offline,
            List<ReplyUpdate.ToolCalled> clientToolCalls) {
        end(position -> new Completed(position, message, usage, finishReason, model, offline, clientToolCalls));
    }

    public void fail(@Nullable MessageView message, ReplyFailure problem) {
        end(position -> new Failed(position, message, problem));
    }

    public synchronized String text() {
        return text.toString();
    }

    /** Never half a character at its end. @param start at most {@link #length()} */
    public synchronized String textFrom(int start) {
        int end = text.length();
        return text.substring(start, end > start && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Whether there are listeners and all of them have more than that many characters still to hear. */
    public synchronized boolean isAhead(int characters) {
        if (text.length() <= characters || listeners.isEmpty()) {
            return false;
        }
        for (ReplyListener listener : listeners) {
            if (text.length() - listener.heard() <= characters) {
                return false;
            }
        }
        return true;
    }

    public synchronized int length() {
        return text.length();
    }

    public synchronized boolean ended() {
        return end != null;
    }

    /**
     * Everything after a position, then whatever follows. Each subscriber is a listener of his own.
     *
     * @param after the last position heard; negative to hear all
     */
    public Multi<ReplyUpdate> updates(long after) {
        return Multi.createFrom().publisher(subscriber -> {
            ReplyListener listener = new ReplyListener(this, new ReplyCursor(after), subscriber);
            listeners.add(listener);
            subscriber.onSubscribe(listener);
            listener.drain();
        });
    }

    public int listeners() {
        return listeners.size();
    }

    /** Called whenever the last listener leaves before the end. */
    public void whenAbandoned(Runnable action) {
        whenAbandoned.set(action);
    }

    /** Called whenever a listener has heard something, or left. */
    public void whenHeard(Runnable action) {
        whenHeard.set(action);
    }

    void heard() {
        Runnable action = whenHeard.get();
        if (action != null) {
            action.run();
        }
    }

    /** Drops listeners that have taken nothing for that long although there was something. */
    public void dropStalled(long nowNanos, long patienceNanos) {
        listeners.forEach(listener -> listener.dropIfStalled(nowNanos, patienceNanos));
    }

    /** Lets all listeners go: they may come back and go on where they were. */
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
        heard();
    }

    /** What the listener hears next; null when there is nothing new. */
    synchronized @Nullable ReplyUpdate next(ReplyCursor cursor) {
        if (!cursor.created) {
            cursor.created = true;
            return new Created(0, userMessage);
        }
        while (cursor.step < steps.size() && steps.get(cursor.step).textOffset() < cursor.text) {
            cursor.step++;
        }
        int limit = text.length();
        if (cursor.step < steps.size()) {
            Step step = steps.get(cursor.step);
            if (step.textOffset() <= cursor.text) {
                cursor.step++;
                return step.update();
            }
            limit = step.textOffset();
        }
        if (cursor.text < limit) {
            int from = cursor.text;
            cursor.text = cut(from, limit);
            return new Delta(cursor.text, text.substring(from, cursor.text));
        }
        if (end != null && !cursor.end) {
            boolean heard = cursor.text == text.length() + 1;
            cursor.end = true;
            return heard ? null : end;
        }
        return null;
    }

    /** Whether a listener has heard everything there will ever be. */
    synchronized boolean isOver(ReplyCursor cursor) {
        return cursor.end;
    }

    private synchronized void setEnd(LongFunction<End> make) {
        if (end == null) {
            end = make.apply(text.length() + 1L);
        }
    }

    private void end(LongFunction<End> make) {
        setEnd(make);
        signal();
    }

    private int cut(int from, int limit) {
        int to = Math.min(limit, from + LARGEST_DELTA);
        return to < limit && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }

    private void signal() {
        listeners.forEach(ReplyListener::drain);
    }
}
