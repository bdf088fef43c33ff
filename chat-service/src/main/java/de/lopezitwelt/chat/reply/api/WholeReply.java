package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A turn as one JSON object, for clients that do not want a stream.
 *
 * @param detail why the reply says nothing; null when it has text or calls
 */
@Schema(name = "WholeReply")
public record WholeReply(
        String replyId,
        MessageView userMessage,
        @Nullable MessageView message,
        ReplyUsage usage,
        String finishReason,

        @Schema(description = "Why the reply says nothing; null when it has text or calls") @Nullable
        String detail) {}
