package de.lopezitwelt.chat.usage;

import de.lopezitwelt.runtime.model.ReplyEvent;
import org.jspecify.annotations.Nullable;

/** Times one call of a model, or all calls of one reply, by their events. Any thread may end a reply, so it is thread safe. */
public final class CallWatch {
    private final long arrivedNanos;
    private volatile @Nullable Long asked;
    private volatile @Nullable Long first;

    /** @param arrivedNanos {@link System#nanoTime} when the request came */
    public CallWatch(long arrivedNanos) {
        this.arrivedNanos = arrivedNanos;
    }

    public void see(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.ModelAsked sent -> asked = asked == null ? millis() : asked;
            case ReplyEvent.TextDelta text -> answering();
            case ReplyEvent.ReasoningDelta thought -> answering();
            case ReplyEvent.ToolCallPiece piece -> answering();
            case ReplyEvent.ToolCallRequested call -> answering();
            case ReplyEvent.Reasoned thought -> {}
            case ReplyEvent.ModelRefused refused -> {}
            case ReplyEvent.ImagesLeftOut images -> {}
            case ReplyEvent.Held hidden -> {}
            case ReplyEvent.ModelAnswered answered -> {}
            case ReplyEvent.Summarised summary -> {}
            case ReplyEvent.ToolCallAnswered result -> {}
            case ReplyEvent.Completed end -> {}
        }
    }

    /** As of now, which is the end of the call. */
    public CallTimes times() {
        return new CallTimes(asked, first, millis());
    }

    private void answering() {
        first = first == null ? millis() : first;
    }

    private long millis() {
        return (System.nanoTime() - arrivedNanos) / 1_000_000;
    }
}
