package de.lopezitwelt.contracts.agent;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** The agent refuses new replies until it is resumed. */
@EventType(value = "de.lopezitwelt.agent.suspended.v1", topic = TopicNames.AGENTS)
public record AgentSuspended(String agentId) {}
