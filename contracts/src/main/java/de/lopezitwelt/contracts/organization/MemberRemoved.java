package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user left an organization or was removed. */
@EventType(value = "de.lopezitwelt.organization.member-removed.v1", topic = TopicNames.ORGANIZATIONS)
public record MemberRemoved(String organizationId, String userId) {}
