package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The account was switched off; its tokens end. */
@EventType(value = "de.lopezitwelt.user.deactivated.v1", topic = TopicNames.USERS)
public record UserDeactivated(String userId) {}
