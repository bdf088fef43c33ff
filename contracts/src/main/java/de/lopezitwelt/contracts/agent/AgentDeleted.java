package de.lopezitwelt.contracts.agent;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** An agent was deleted; nothing about this id may come back. */
@EventType(value = "de.lopezitwelt.agent.deleted.v1", topic = TopicNames.AGENTS)
public record AgentDeleted(String agentId) {}
