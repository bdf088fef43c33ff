package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The role or permissions of a member changed. */
@EventType(value = "de.lopezitwelt.organization.member-changed.v1", topic = TopicNames.ORGANIZATIONS)
public record MemberChanged(String organizationId, String userId, MemberRole role) {}
