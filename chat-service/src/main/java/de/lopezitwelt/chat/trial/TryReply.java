package de.lopezitwelt.chat.trial;

import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a tried agent.
 *
 * @param agentVersion null for a draft
 * @param model catalog name of the model that answered
 */
@Schema(name = "TryReply")
public record TryReply(
        @Nullable Long agentVersion,
        String content,
        List<ToolUse> toolSteps,
        String finishReason,
        ReplyUsage usage,
        String model,
        boolean offline) {

    /** A tool call with its result; null when the reply ended before it. */
    @Schema(name = "TryToolUse")
    public record ToolUse(
            String id,
            String name,
            String arguments,
            @Nullable String result,
            boolean failed) {}
}
