package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The configuration, limits or activity of a license changed. */
@EventType(value = "de.lopezitwelt.organization.agent-license-changed.v1", topic = TopicNames.ORGANIZATIONS)
public record AgentLicenseChanged(String organizationId, String enterpriseAgentId, String agentId, boolean isActive) {}
