package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import org.jspecify.annotations.Nullable;

/** Full snapshot of an agent for replicas; {@code etag} is the aggregate version that its HTTP ETag shows. */
@EventType(value = "de.lopezitwelt.agent.state.v1", topic = TopicNames.AGENTS_STATE)
public record AgentState(
        String agentId,
        String createdBy,
        String name,
        AgentType type,
        String model,
        JsonNode config,
        @Nullable JsonNode capabilities,
        AgentVisibility visibility,
        @Nullable String organizationId,
        boolean isActive,
        long versionNumber,
        long etag) {}
