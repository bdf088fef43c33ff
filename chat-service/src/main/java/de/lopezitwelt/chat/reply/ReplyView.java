package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reply as its user sees it.
 *
 * @param messageId the agent's message, once there is one
 * @param keep whether it is made to its end when nobody listens
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

        Instant createdAt) {}
