package de.lopezitwelt.chat.replica;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentState;

/** One version of an agent, published or not. */
public record PinnedVersion(long versionNumber, String model, JsonNode config) {

    /** The agent as it is now, but with the configuration and model of this version. */
    public AgentState of(AgentState agent) {
        return new AgentState(
                agent.agentId(),
                agent.createdBy(),
                agent.name(),
                agent.type(),
                model,
                config,
                agent.capabilities(),
                agent.visibility(),
                agent.organizationId(),
                agent.isActive(),
                versionNumber,
                agent.etag());
    }
}
