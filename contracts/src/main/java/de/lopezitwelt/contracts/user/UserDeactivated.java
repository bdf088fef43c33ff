package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user may no longer sign in, and their tokens end. */
@EventType(value = "de.lopezitwelt.user.deactivated.v1", topic = TopicNames.USERS)
public record UserDeactivated(String userId) {}
