package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An organization gave a licensed agent back. */
@EventType(value = "de.lopezitwelt.organization.agent-license-removed.v1", topic = TopicNames.ORGANIZATIONS)
public record AgentLicenseRemoved(String organizationId, String enterpriseAgentId, String agentId) {}
