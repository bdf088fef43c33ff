package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.Nullable;

/** A locked reply that a batch wants to end. */
record ReplyRow(
        String id,
        String sessionId,
        ReplyStatus status,
        int epoch,
        @Nullable String messageId) {}
