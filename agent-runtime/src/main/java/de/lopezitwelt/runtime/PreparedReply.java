package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ReplyEvent;
import io.smallrye.mutiny.Multi;

/**
 * A reply whose prompt is built and whose cost is bounded, ready to start.
 *
 * @param model the catalog entry that will answer, or its fallback will; its prices apply to the upper bounds
 * @param promptUpperBound the most prompt tokens that all calls together can use, with any tokenizer
 * @param promptEstimate estimated tokens of the first call's prompt; settle with it when no usage was reported
 * @param maxOutputTokens the most output tokens that the reply can use, including a summary and a repair
 * @param events subscribing starts the reply; cancelling ends it
 */
public record PreparedReply(
        ModelDefinition model,
        long promptUpperBound,
        int promptEstimate,
        int maxOutputTokens,
        Multi<ReplyEvent> events) {

    /** The same reply with another event stream. */
    public PreparedReply withEvents(Multi<ReplyEvent> other) {
        return new PreparedReply(model, promptUpperBound, promptEstimate, maxOutputTokens, other);
    }

    /** The tokens to reserve before the reply starts. */
    public long tokenUpperBound() {
        return promptUpperBound + maxOutputTokens;
    }
}
