package de.lopezitwelt.runtime.model;

/** What happens while an agent replies; {@link Completed} is always the last, exactly once, unless the stream fails. */
public sealed interface ReplyEvent {

    /** More text; never empty. Deltas that arrived together are one event. */
    record TextDelta(String text) implements ReplyEvent {}

    /** More of what the model thinks before it speaks; never empty, and no part of the answer. */
    record ReasoningDelta(String text) implements ReplyEvent {}

    /** All that the model thought in one call, with what its provider needs back. Comes before that call's tool calls. */
    record Reasoned(Reasoning reasoning) implements ReplyEvent {}

    /** A model was sent its prompt: from now on its provider may charge for it. */
    record ModelAsked() implements ReplyEvent {}

    /** The model that was asked refused before it said anything, or could not be reached: nothing is charged. */
    record ModelRefused() implements ReplyEvent {}

    /** The model says something that nobody gets to see, or not before it is checked; never empty. */
    record Held(String text) implements ReplyEvent {}

    /**
     * A model call has ended and the reply goes on.
     *
     * @param usage of that call alone
     */
    record ModelAnswered(Usage usage) implements ReplyEvent {}

    /**
     * Older turns no longer fit and stand in a summary from now on; keep it for the next reply.
     *
     * @param firstKept index of the first turn of the conversation that the summary does not cover
     */
    record Summarised(String summary, int firstKept) implements ReplyEvent {}

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
     */
    record Completed(FinishReason finishReason, Usage usage, String model, String provider, boolean offline)
            implements ReplyEvent {

        /** The same end of a reply that had used this much before. */
        public Completed afterUsing(Usage used) {
            return new Completed(finishReason, used.plus(usage), model, provider, offline);
        }
    }
}
