package de.lopezitwelt.contracts.agent;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** An agent was created with its first version. */
@EventType(value = "de.lopezitwelt.agent.created.v1", topic = TopicNames.AGENTS)
public record AgentCreated(
        String agentId,
        String createdBy,
        AgentType type,
        AgentVisibility visibility,
        @Nullable String organizationId,
        long versionNumber) {}
