package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a reply ends, whether it is complete, cancelled or failed.
 *
 * @param price of the model that answered
 * @param model catalog name of the model that answered
 * @param stopSequence the sequence that ended it; null when none did, or when the provider does not say so
 */
record ReplyEnding(
        ReplyStatus status,
        String finishReason,
        ReplyUsage usage,
        Price price,
        String model,
        @Nullable String provider,
        boolean offline,
        @Nullable ReplyFailure failure,
        @Nullable String stopSequence) {

    /** Of the usage, unrounded, in the currency of the price. */
    BigDecimal cost() {
        return price.cost(usage.counted());
    }

    /** @param silent whether no part of the reply had arrived, which means that the provider refused the prompt itself */
    static ReplyFailure failureOf(Throwable cause, boolean silent) {
        if (cause instanceof ModelFailure model) {
            boolean refused = silent && !model.started() && model.kind().refusesPrompt();
            return ReplyFailure.of(model).leavingOut(refused ? ReplyMetadata.TURN : null);
        }
        return ReplyFailure.unexpected();
    }

    /**
     * The part of the session that the provider refused, see {@link ReplyMetadata}; null when it refused nothing.
     *
     * @param silent whether the reply has neither text nor calls
     * @param withoutImages whether it was made without images of earlier messages
     */
    @Nullable
    String leftOut(boolean silent, boolean withoutImages) {
        boolean filtered = failure == null && silent && finishReason.equals(FinishReason.CONTENT_FILTER.wireName());
        if (filtered || failure != null && failure.leftOut() != null) {
            return ReplyMetadata.TURN;
        }
        return withoutImages ? ReplyMetadata.IMAGES : null;
    }
}
