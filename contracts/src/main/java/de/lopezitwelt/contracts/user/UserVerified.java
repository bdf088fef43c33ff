package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The address of an account was confirmed by its owner. */
@EventType(value = "de.lopezitwelt.user.verified.v1", topic = TopicNames.USERS)
public record UserVerified(String userId) {}
