package de.lopezitwelt.chat.turn;

import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into a session; its position is assigned under the session's lock.
 *
 * @param id assigned before the first try, so that a retry finds what it had written
 * @param metadata JSON text
 * @param createdAt the id's millisecond
 */
public record MessageDraft(
        String id,
        MessageType type,
        String content,
        @Nullable String metadata,
        int tokensUsed,
        int processingTimeMs,
        Instant createdAt) {}
