package de.lopezitwelt.chat.reply.listen;

import com.fasterxml.jackson.annotation.JsonRawValue;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reply as its user sees it.
 *
 * @param messageId the agent's message; null while there is none
 * @param keep whether it runs to its end without listeners
 * @param failure a problem document, for failed replies
 */
@Schema(name = "Reply")
public record ReplyView(
        String id,
        String sessionId,
        String status,
        String userMessageId,
        @Nullable String messageId,
        int agentVersion,
        String model,
        boolean keep,
        @Nullable String finishReason,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String failure,

        Instant createdAt) {

    static ReplyView of(ReplyRecord reply) {
        return new ReplyView(
                reply.id(),
                reply.sessionId(),
                reply.status().wireName(),
                reply.userMessageId(),
                reply.messageId(),
                reply.agentVersion(),
                reply.model(),
                reply.keep(),
                reply.finishReason(),
                reply.failure(),
                reply.createdAt());
    }
}
