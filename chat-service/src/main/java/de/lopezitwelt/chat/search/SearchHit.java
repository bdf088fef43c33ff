package de.lopezitwelt.chat.search;

import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that matches.
 *
 * @param position the message's place in its session
 */
@Schema(name = "SearchHit")
record SearchHit(
        String messageId,
        String sessionId,
        String agentId,
        long position,
        MessageType type,
        Instant createdAt,
        Excerpt excerpt) {}
