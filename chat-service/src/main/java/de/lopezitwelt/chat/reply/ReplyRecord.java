package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.turn.ReplyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code replies}, as far as resuming and recovering need it; JSON columns as text. */
record ReplyRecord(
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
        @Nullable String finishReason,
        @Nullable String failure,
        Instant createdAt) {

    ReplyView view() {
        return new ReplyView(
                id,
                sessionId,
                status.wireName(),
                userMessageId,
                messageId,
                agentVersion,
                model,
                keep,
                finishReason,
                failure,
                createdAt);
    }
}
