package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message was stored; {@code position} counts 1, 2, 3 and so on within the session. */
@EventType(value = "de.lopezitwelt.session.message-appended.v1", topic = TopicNames.SESSIONS)
public record MessageAppended(
        String sessionId,
        String userId,
        String agentId,
        @Nullable String organizationId,
        String messageId,
        long position,
        MessageType messageType,
        int tokensUsed,
        int processingTimeMs,
        Instant createdAt) {}
