package de.lopezitwelt.chat.reply.stream;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Created;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Delta;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.End;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Failed;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The growing text of a reply. A listener holds a position in it, not a queue: a slow one costs nothing while it waits and
 * gets more text at once afterwards. Thread safe.
 */
public final class ReplyRun {
    /** Most text in one update, so that a late listener is not sent everything in one piece. */
    private static final int LARGEST_DELTA = 16 * 1024;

    private final String replyId;
    private final MessageView userMessage;
    private final StringBuilder text = new StringBuilder();
    private final List<ReplyUpdate.Step> steps = new ArrayList<>();
    private final Set<ReplyListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> whenAbandoned = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> whenListenersMove = new AtomicReference<>();
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

    /** Adds a step between two pieces of text. @param make given the update's position */
    public <S extends ReplyUpdate.Step> S step(LongFunction<S> make) {
        S step;
        synchronized (this) {
            step = make.apply(text.length() + steps.size() + 1L);
            steps.add(step);
        }
        signal();
        return step;
    }

    /** Restores an ended reply from its stored parts. Steps that come after the text are left out. */
    public void restore(String stored, List<ReplyUpdate.Step> done) {
        synchronized (this) {
            text.append(stored);
            for (ReplyUpdate.Step step : done) {
                if (step.position() <= stored.length() + steps.size() + 1L) {
                    steps.add(step);
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
            List<ReplyUpdate.ToolCalled> clientToolCalls) {
        end(new Completed(message, usage, finishReason, model, offline, clientToolCalls));
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

    /** Steps in their order. @param first how many to leave out */
    public synchronized List<ReplyUpdate.Step> stepsFrom(int first) {
        return List.copyOf(steps.subList(first, steps.size()));
    }

    /** Whether there are listeners, and all of them are more than that many characters behind. */
    public synchronized boolean isAhead(int characters) {
        if (text.length() <= characters || listeners.isEmpty()) {
            return false;
        }
        for (ReplyListener listener : listeners) {
            if (text.length() - listener.received() <= characters) {
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
            cursor.steps++;
        }
        int limit = text.length();
        if (cursor.steps < steps.size()) {
            ReplyUpdate.Step step = steps.get(cursor.steps);
            if (step.position() == cursor.position + 1) {
                return step;
            }
            limit = (int) step.position() - cursor.steps - 1;
        }
        int from = cursor.text();
        if (from < limit) {
            int to = cut(from, limit);
            return new Delta(to + (long) cursor.steps, text.substring(from, to));
        }
        return end;
    }

    private void end(End last) {
        synchronized (this) {
            if (end == null) {
                end = last;
            }
        }
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
