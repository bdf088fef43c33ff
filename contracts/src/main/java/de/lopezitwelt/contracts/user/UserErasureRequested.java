package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** First step of an erasure: every service blocks new data and votes on {@code lopez.erasures}. */
@EventType(value = "de.lopezitwelt.user.erasure-requested.v1", topic = TopicNames.USERS)
public record UserErasureRequested(String userId) {}
