package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Title or metadata of a conversation changed; both are the user's own and stay out of the event. */
@EventType(value = "de.lopezitwelt.session.updated.v1", topic = TopicNames.SESSIONS)
public record SessionUpdated(String sessionId, String userId, String agentId) {}
