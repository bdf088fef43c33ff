package de.lopezitwelt.chat.reply.store;

import de.lopezitwelt.chat.turn.command.ReplyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of a row of {@code replies} that resuming and recovering need; JSON columns as text. */
public record ReplyRecord(
        String id,
        String sessionId,
        String userId,
        String userMessageId,
        @Nullable String messageId,
        int agentVersion,
        String model,
        ReplyStatus status,
        String ownerInstance,
        String ownerUrl,
        int epoch,
        boolean storeText,
        boolean keep,
        @Nullable String reservations,
        int promptTokens,
        @Nullable String pricing,
        @Nullable String origin,
        @Nullable String finishReason,
        @Nullable String failure,
        Instant createdAt) {}
