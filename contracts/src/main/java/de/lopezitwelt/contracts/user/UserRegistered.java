package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user registered. */
@EventType(value = "de.lopezitwelt.user.registered.v1", topic = TopicNames.USERS)
public record UserRegistered(String userId, UserRole role, UserStatus status) {}
