package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ReplyEvent;
import io.smallrye.mutiny.Multi;

/**
 * A reply whose prompt is built and whose cost is bounded, ready to start.
 *
 * @param model the catalog entry that will answer (or its fallback); its prices are the bound's
 * @param promptUpperBound no more prompt tokens than this will be used, whatever tokenizer counts them
 * @param promptEstimate what the prompt of the first call probably counts; settle with it when no usage was reported
 * @param maxOutputTokens no more output tokens than this will be used, a summary and a repair included
 * @param events subscribing starts the reply; cancelling ends it
 */
public record PreparedReply(
        ModelDefinition model,
        long promptUpperBound,
        int promptEstimate,
        int maxOutputTokens,
        Multi<ReplyEvent> events) {

    /** The same reply, told differently. */
    public PreparedReply withEvents(Multi<ReplyEvent> told) {
        return new PreparedReply(model, promptUpperBound, promptEstimate, maxOutputTokens, told);
    }

    /** What to reserve before starting. */
    public long tokenUpperBound() {
        return promptUpperBound + maxOutputTokens;
    }
}
