package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A slice refused: the mark is taken off and the account works as before. */
@EventType(value = "de.lopezitwelt.user.erasure-cancelled.v1", topic = TopicNames.USERS)
public record UserErasureCancelled(String userId) {}
