package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a reply has used so far, from its events. Completed calls count as their provider reported; the call
 * under way is estimated. Thread safe, because any thread may end a reply early.
 */
public final class ReplyMeter {
    private final int promptEstimate;
    private Usage answered = Usage.NONE;
    private TokenEstimate said = new TokenEstimate();
    private boolean asked;
    private boolean held;
    private boolean pieces;
    private @Nullable Usage whole;

    public ReplyMeter(PreparedReply reply) {
        this(reply.promptEstimate());
    }

    /** @param promptEstimate estimated tokens of a call's prompt */
    ReplyMeter(int promptEstimate) {
        this.promptEstimate = promptEstimate;
    }

    public synchronized void count(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.ModelAsked again -> begin(true);
            case ReplyEvent.ModelRefused refused -> begin(false);
            case ReplyEvent.TextDelta delta -> {
                // text that was held back before has been counted already
                if (!held) {
                    said.add(delta.text());
                }
            }
            case ReplyEvent.ReasoningDelta thought -> said.add(thought.text());
            case ReplyEvent.Reasoned thought -> {}
            case ReplyEvent.ImagesLeftOut images -> {}
            case ReplyEvent.ToolCallPiece piece -> {
                said.add(piece.arguments());
                pieces = true;
            }
            case ReplyEvent.Held hidden -> {
                held = true;
                said.add(hidden.text());
            }
            case ReplyEvent.ToolCallRequested requested -> {
                said.add(requested.call().name());
                // arguments that came in pieces have been counted already
                if (!pieces) {
                    said.add(requested.call().arguments());
                }
            }
            case ReplyEvent.ModelAnswered call -> {
                answered = answered.plus(call.usage());
                begin(false);
            }
            case ReplyEvent.Completed completed -> whole = completed.usage();
            case ReplyEvent.ToolCallAnswered result -> {}
            case ReplyEvent.Summarised summary -> {}
        }
    }

    private void begin(boolean call) {
        asked = call;
        held = false;
        pieces = false;
        said = new TokenEstimate();
    }

    /** Usage of a reply that is complete or ends now. Includes the prompt of a call under way. */
    public Usage used() {
        return used(null);
    }

    /**
     * Like the method above, for a reply that may have failed.
     *
     * @param failure null when there was none; a call that the model refused before its first text is not counted
     */
    public synchronized Usage used(@Nullable Throwable failure) {
        if (whole != null) {
            return whole;
        }
        boolean underWay = said.tokens() > 0 || asked && !refused(failure);
        return underWay ? answered.plus(new Usage(promptEstimate, said.tokens(), true)) : answered;
    }

    /** A timed-out call counts as used: the provider may still be working on it. */
    private static boolean refused(@Nullable Throwable failure) {
        return failure instanceof ModelFailure known && known.kind() != ModelFailure.Kind.TIMEOUT;
    }
}
