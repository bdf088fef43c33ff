package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session was started.
 *
 * @param agentId empty in this and later events of a session as long as it has no agent
 */
@EventType(value = "de.lopezitwelt.session.started.v1", topic = TopicNames.SESSIONS)
public record SessionStarted(
        String sessionId,
        String userId,
        String agentId,
        @Nullable String organizationId,
        Instant startedAt) {}
