package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A session and its messages were deleted; nothing about this id may come back. */
@EventType(value = "de.lopezitwelt.session.deleted.v1", topic = TopicNames.SESSIONS)
public record SessionDeleted(String sessionId, String userId, String agentId) {}
