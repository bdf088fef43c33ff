package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Name or profile of the account changed; what changed stays in auth, since it is personal data. */
@EventType(value = "de.lopezitwelt.user.updated.v1", topic = TopicNames.USERS)
public record UserUpdated(String userId) {}
