package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Settings of an organization changed. */
@EventType(value = "de.lopezitwelt.organization.updated.v1", topic = TopicNames.ORGANIZATIONS)
public record OrganizationUpdated(String organizationId, boolean isActive) {}
