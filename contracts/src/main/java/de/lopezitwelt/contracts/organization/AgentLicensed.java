package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An organization may use an agent under its own configuration and limits. */
@EventType(value = "de.lopezitwelt.organization.agent-licensed.v1", topic = TopicNames.ORGANIZATIONS)
public record AgentLicensed(String organizationId, String enterpriseAgentId, String agentId, boolean isActive) {}
