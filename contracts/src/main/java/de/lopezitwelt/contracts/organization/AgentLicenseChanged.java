package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** Configuration, limits or activity of a licence changed. */
@EventType(value = "de.lopezitwelt.organization.agent-license-changed.v1", topic = TopicNames.ORGANIZATIONS)
public record AgentLicenseChanged(String organizationId, String enterpriseAgentId, String agentId, boolean isActive) {}
