package de.lopezitwelt.contracts.agent;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** An agent was changed. A new configuration or model raises {@code versionNumber}. */
@EventType(value = "de.lopezitwelt.agent.updated.v1", topic = TopicNames.AGENTS)
public record AgentUpdated(
        String agentId,
        String createdBy,
        AgentType type,
        AgentVisibility visibility,
        @Nullable String organizationId,
        long versionNumber) {}
