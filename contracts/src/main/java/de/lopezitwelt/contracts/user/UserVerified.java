package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user confirmed their e-mail address. */
@EventType(value = "de.lopezitwelt.user.verified.v1", topic = TopicNames.USERS)
public record UserVerified(String userId) {}
