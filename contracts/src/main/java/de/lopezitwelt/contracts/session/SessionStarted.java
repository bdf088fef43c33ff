package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session was started. */
@EventType(value = "de.lopezitwelt.session.started.v1", topic = TopicNames.SESSIONS)
public record SessionStarted(
        String sessionId,
        String userId,
        String agentId,
        @Nullable String organizationId,
        Instant startedAt) {}
