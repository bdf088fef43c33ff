package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.ModelFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a reply ends, whether it is complete, cancelled or failed.
 *
 * @param model catalog name of the model that answered
 */
record ReplyEnding(
        ReplyStatus status,
        String finishReason,
        ReplyUsage usage,
        Price price,
        String model,
        @Nullable String provider,
        boolean offline,
        @Nullable ReplyFailure failure) {

    static ReplyFailure failureOf(Throwable cause) {
        if (cause instanceof ModelFailure model) {
            return ReplyFailure.of(
                    "model-" + model.kind().code().replace('_', '-'),
                    model.kind().title(),
                    statusOf(model.kind()),
                    model.getMessage());
        }
        return ReplyFailure.of("reply-failed", "The reply could not be made", 500, null);
    }

    private static int statusOf(ModelFailure.Kind kind) {
        return switch (kind) {
            case CONTEXT_LENGTH, CONTENT_FILTER -> 400;
            case RATE_LIMITED, OVERLOADED -> 503;
            default -> 502;
        };
    }
}
