package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A service has refused: the erasure mark is removed and the user may go on as before. */
@EventType(value = "de.lopezitwelt.user.erasure-cancelled.v1", topic = TopicNames.USERS)
public record UserErasureCancelled(String userId) {}
