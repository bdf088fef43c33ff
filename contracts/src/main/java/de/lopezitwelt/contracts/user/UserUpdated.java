package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The name or profile of a user changed. The values stay in auth, because they are personal data. */
@EventType(value = "de.lopezitwelt.user.updated.v1", topic = TopicNames.USERS)
public record UserUpdated(String userId) {}
