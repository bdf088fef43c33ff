package de.lopezitwelt.contracts.agent;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A suspended agent accepts new replies again. */
@EventType(value = "de.lopezitwelt.agent.resumed.v1", topic = TopicNames.AGENTS)
public record AgentResumed(String agentId) {}
