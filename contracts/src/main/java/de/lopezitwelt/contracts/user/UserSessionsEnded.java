package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Every token issued to the user so far is void: the password was changed, or the user signed out everywhere. */
@EventType(value = "de.lopezitwelt.user.sessions-ended.v1", topic = TopicNames.USERS)
public record UserSessionsEnded(String userId) {}
