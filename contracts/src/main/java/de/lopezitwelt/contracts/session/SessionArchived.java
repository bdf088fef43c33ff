package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A session was archived by its user. */
@EventType(value = "de.lopezitwelt.session.archived.v1", topic = TopicNames.SESSIONS)
public record SessionArchived(String sessionId, String userId, String agentId) {}
