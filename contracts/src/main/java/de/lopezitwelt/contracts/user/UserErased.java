package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The last data of a user is gone; nothing about this id may come back. */
@EventType(value = "de.lopezitwelt.user.erased.v1", topic = TopicNames.USERS)
public record UserErased(String userId) {}
