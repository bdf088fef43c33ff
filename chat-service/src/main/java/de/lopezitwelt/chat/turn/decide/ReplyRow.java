package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import org.jspecify.annotations.Nullable;

/**
 * A locked reply that a batch is to end.
 *
 * @param fork where it leaves the existing messages; null when it continues the active branch
 */
public record ReplyRow(
        String id,
        String sessionId,
        ReplyStatus status,
        int epoch,
        @Nullable String messageId,
        @Nullable Fork fork) {}
