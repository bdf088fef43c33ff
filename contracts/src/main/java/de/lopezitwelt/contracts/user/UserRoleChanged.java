package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An administrator gave a user another platform role. */
@EventType(value = "de.lopezitwelt.user.role-changed.v1", topic = TopicNames.USERS)
public record UserRoleChanged(String userId, UserRole role) {}
