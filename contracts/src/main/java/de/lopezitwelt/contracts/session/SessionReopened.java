package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An ended or archived session is active again. */
@EventType(value = "de.lopezitwelt.session.reopened.v1", topic = TopicNames.SESSIONS)
public record SessionReopened(String sessionId, String userId, String agentId) {}
