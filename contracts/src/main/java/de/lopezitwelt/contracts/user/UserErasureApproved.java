package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Every service has agreed: each now deletes what it holds of the user and confirms. */
@EventType(value = "de.lopezitwelt.user.erasure-approved.v1", topic = TopicNames.USERS)
public record UserErasureApproved(String userId) {}
