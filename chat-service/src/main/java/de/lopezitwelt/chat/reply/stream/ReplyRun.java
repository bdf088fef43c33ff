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
 * The text of a reply as it grows. Listeners hold a place in it, not a queue: a slow one gets more text at once when he
 * comes back, and costs nothing meanwhile. Thread safe.
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

    /** Something that happens between two words. @param make given the update's position */
    public <S extends ReplyUpdate.Step> S step(LongFunction<S> make) {
        S step;
        synchronized (this) {
            step = make.apply(text.length() + steps.size() + 1L);
            steps.add(step);
        }
        signal();
        return step;
    }

    /** For a reply that was made before: what was kept of it. Steps that come after the text are left out. */
    public void restore(String said, List<ReplyUpdate.Step> done) {
        synchronized (this) {
            text.append(said);
            for (ReplyUpdate.Step step : done) {
                if (step.position() <= said.length() + steps.size() + 1L) {
                    steps.add(step);
                }
            }
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
        end(new Completed(message, usage, finishReason, model, offline, clientToolCalls));
    }

    public void fail(@Nullable MessageView message, ReplyFailure problem) {
        end(new Failed(message, problem));
    }

    public synchronized String text() {
        return text.toString();
    }

    /** Never half a character at its end. @param start at most {@link #length()} */
    public synchronized String textFrom(int start) {
        int end = text.length();
        return text.substring(start, end > start && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Steps in their order. @param first the number of those to leave out */
    public synchronized List<ReplyUpdate.Step> stepsFrom(int first) {
        return List.copyOf(steps.subList(first, steps.size()));
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
     * Everything after a position, then whatever follows. Each subscriber is a listener of its own.
     *
     * @param after the last position heard; negative to hear all
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
        ReplyUpdate update = after(cursor);
        if (update != null) {
            cursor.position = update.position();
        }
        return update;
    }

    /** Whether a listener has heard everything there will ever be. */
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
