package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.branch.Fork;
import org.jspecify.annotations.Nullable;

/**
 * A locked reply that a batch wants to end.
 *
 * @param fork where it leaves what was there; null when it goes on where the session stands
 */
record ReplyRow(
        String id,
        String sessionId,
        ReplyStatus status,
        int epoch,
        @Nullable String messageId,
        @Nullable Fork fork) {}
