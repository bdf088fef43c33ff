package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An organization was deleted; nothing about this id may come back. */
@EventType(value = "de.lopezitwelt.organization.deleted.v1", topic = TopicNames.ORGANIZATIONS)
public record OrganizationDeleted(String organizationId) {}
