package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An organization was created; {@code createdBy} is its first owner. */
@EventType(value = "de.lopezitwelt.organization.created.v1", topic = TopicNames.ORGANIZATIONS)
public record OrganizationCreated(String organizationId, String createdBy) {}
