package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/** What happens while an agent replies; {@link Completed} is always the last, exactly once, unless the stream fails. */
public sealed interface ReplyEvent {

    /**
     * More text; never empty. Deltas that arrived together are one event.
     *
     * @param refusal whether the text is the model's reason for not answering
     */
    record TextDelta(String text, boolean refusal) implements ReplyEvent {
        public TextDelta(String text) {
            this(text, false);
        }
    }

    /** More reasoning of the model; never empty, and not a part of the answer. */
    record ReasoningDelta(String text) implements ReplyEvent {}

    /** All reasoning of one call, with the data that must be sent back. Comes before the call's tool calls. */
    record Reasoned(Reasoning reasoning) implements ReplyEvent {}

    /** A model was sent its prompt: from now on its provider may charge for it. */
    record ModelAsked() implements ReplyEvent {}

    /** The model refused before its first text, or could not be reached. Nothing is charged. */
    record ModelRefused() implements ReplyEvent {}

    /**
     * The provider refused the prompt, and images of earlier messages were taken out of it: the model is asked again.
     *
     * @param count how many
     */
    record ImagesLeftOut(int count) implements ReplyEvent {}

    /** Text of the model that is hidden, or not shown before its check; never empty. */
    record Held(String text) implements ReplyEvent {}

    /**
     * A model call has ended and the reply goes on.
     *
     * @param usage of that call alone
     */
    record ModelAnswered(Usage usage) implements ReplyEvent {}

    /**
     * Older messages no longer fit, and a summary replaces them from now on. Store it for the next reply.
     *
     * @param firstKept index of the conversation's first message that the summary does not cover
     */
    record Summarised(String summary, int firstKept) implements ReplyEvent {}

    /**
     * More of a call of a tool of the caller's, while it arrives. All pieces of a call make the {@link ToolCallRequested}
     * that follows them.
     *
     * @param index 0, 1, 2 and so on in the order of the calls
     * @param id the same in each piece of a call
     * @param name complete, and the same in each piece of a call
     * @param arguments the text after the earlier pieces; empty in the first piece at most
     */
    record ToolCallPiece(int index, String id, String name, String arguments) implements ReplyEvent {}

    /** The model calls a tool; complete, assembled from its fragments. */
    record ToolCallRequested(ToolCall call) implements ReplyEvent {}

    /** A built-in tool answered. */
    record ToolCallAnswered(String callId, String name, String result, boolean failed) implements ReplyEvent {}

    /**
     * The end.
     *
     * @param usage of all model calls of this reply together
     * @param model catalog name of the model that answered (the fallback's, when it did)
     * @param provider catalog name of its provider
     * @param offline true when the built-in offline model answered
     * @param stopSequence the sequence that ended it, which is no part of its text; null when none did, or when the provider does
     *     not say so, as most do not
     */
    record Completed(
            FinishReason finishReason,
            Usage usage,
            String model,
            String provider,
            boolean offline,
            @Nullable String stopSequence)
            implements ReplyEvent {
        public Completed(FinishReason finishReason, Usage usage, String model, String provider, boolean offline) {
            this(finishReason, usage, model, provider, offline, null);
        }

        /** The same end, for a reply that has used this much before. */
        public Completed afterUsing(Usage used) {
            return new Completed(finishReason, used.plus(usage), model, provider, offline, stopSequence);
        }
    }
}
