package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user may sign in again. */
@EventType(value = "de.lopezitwelt.user.activated.v1", topic = TopicNames.USERS)
public record UserActivated(String userId) {}
