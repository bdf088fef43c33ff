package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import org.jspecify.annotations.Nullable;

/** Collects the updates of a reply, for an answer in one piece. */
public final class WholeReplyCollector {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private ReplyUpdate.@Nullable Completed done;

    /** Adds an update. Throws the problem of a reply that failed. */
    public void add(ReplyUpdate update) {
        switch (update) {
            case ReplyUpdate.Delta delta -> text.append(delta.text());
            case ReplyUpdate.Thought thought -> (text.isEmpty() ? before : after).append(thought.text());
            case ReplyUpdate.Completed completed -> done = completed;
            case ReplyUpdate.Failed failed -> throw failed.problem().problem();
            case ReplyUpdate.Created created -> {}
            case ReplyUpdate.Calling piece -> {}
            case ReplyUpdate.ToolCalled called -> {}
            case ReplyUpdate.ToolAnswered answered -> {}
        }
    }

    public String text() {
        return text.toString();
    }

    /** What the model thought, all of it together; empty when nothing is known of it. */
    public String thoughts() {
        return thoughtsBefore() + thoughtsAfter();
    }

    /** What the model thought before the first word of the text. */
    public String thoughtsBefore() {
        return before.toString();
    }

    /** What the model thought after the first word of the text. */
    public String thoughtsAfter() {
        return after.toString();
    }

    public ReplyUpdate.Completed done() {
        if (done == null) {
            throw new IllegalStateException("a reply without an end");
        }
        return done;
    }
}
