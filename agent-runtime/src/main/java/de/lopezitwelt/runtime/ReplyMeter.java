package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenEstimate;
import org.jspecify.annotations.Nullable;

/**
 * What a reply has used at any moment, from what is heard of it: calls that have ended count what their provider reported,
 * the one under way is estimated. Thread safe, since a reply may be ended early from any thread.
 */
public final class ReplyMeter {
    private final int promptEstimate;
    private Usage answered = Usage.NONE;
    private TokenEstimate said = new TokenEstimate();
    private boolean asked;
    private boolean held;
    private @Nullable Usage whole;

    public ReplyMeter(PreparedReply reply) {
        this(reply.promptEstimate());
    }

    /** @param promptEstimate tokens that the prompt of a call probably counts */
    ReplyMeter(int promptEstimate) {
        this.promptEstimate = promptEstimate;
    }

    public synchronized void hear(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.ModelAsked again -> begin(true);
            case ReplyEvent.ModelRefused refused -> begin(false);
            case ReplyEvent.TextDelta delta -> {
                // what was held back is counted already
                if (!held) {
                    said.add(delta.text());
                }
            }
            case ReplyEvent.ReasoningDelta thought -> said.add(thought.text());
            case ReplyEvent.Reasoned thought -> {}
            case ReplyEvent.Held hidden -> {
                held = true;
                said.add(hidden.text());
            }
            case ReplyEvent.ToolCallRequested requested -> {
                said.add(requested.call().name());
                said.add(requested.call().arguments());
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
        said = new TokenEstimate();
    }

    /** Of a reply that is complete, or is broken off now. A model that was asked is paid for its prompt. */
    public Usage used() {
        return used(null);
    }

    /**
     * As above, of a reply that may have failed.
     *
     * @param failure a model that refused before it said anything is not paid; null when there was none
     */
    public synchronized Usage used(@Nullable Throwable failure) {
        if (whole != null) {
            return whole;
        }
        boolean underWay = said.tokens() > 0 || asked && !refused(failure);
        return underWay ? answered.plus(new Usage(promptEstimate, said.tokens(), true)) : answered;
    }

    /** One that did not answer in time works on, as far as anybody knows. */
    private static boolean refused(@Nullable Throwable failure) {
        return failure instanceof ModelFailure known && known.kind() != ModelFailure.Kind.TIMEOUT;
    }
}
