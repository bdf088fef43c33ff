package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A user joined an organization. */
@EventType(value = "de.lopezitwelt.organization.member-added.v1", topic = TopicNames.ORGANIZATIONS)
public record MemberAdded(String organizationId, String userId, MemberRole role) {}
