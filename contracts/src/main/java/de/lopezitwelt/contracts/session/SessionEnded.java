package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;

/** A session was ended by its user or a moderator. */
@EventType(value = "de.lopezitwelt.session.ended.v1", topic = TopicNames.SESSIONS)
public record SessionEnded(String sessionId, String userId, String agentId, Instant endedAt) {}
