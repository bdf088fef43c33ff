package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The title or metadata of a session changed. Both belong to the user and stay out of the event. */
@EventType(value = "de.lopezitwelt.session.updated.v1", topic = TopicNames.SESSIONS)
public record SessionUpdated(String sessionId, String userId, String agentId) {}
