package de.lopezitwelt.orgbilling.directory;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Which agents there are: a replica, and one read of the agent service for what was just created. */
@ApplicationScoped
public class AgentDirectory {
    private final AgentReplicaRepository replicas;
    private final InternalClient services;

    AgentDirectory(AgentReplicaRepository replicas, InternalClient services) {
        this.replicas = replicas;
        this.services = services;
    }

    /** Null when there is none. */
    public Uni<@Nullable KnownAgent> find(String agentId) {
        if (!IdGenerator.isValid(agentId)) {
            return Uni.createFrom().nullItem();
        }
        return replicas.find(agentId)
                .chain(known -> known == null ? ask(agentId) : Uni.createFrom().item(known));
    }

    private Uni<@Nullable KnownAgent> ask(String agentId) {
        return services.get("agent", "/internal/agents/" + agentId).map(agent -> agent == null ? null : read(agent));
    }

    private static KnownAgent read(JsonNode agent) {
        return new KnownAgent(
                agent.path("agent_id").asText(),
                agent.path("created_by").asText(),
                WireEnum.parse(AgentVisibility.class, agent.path("visibility").asText()),
                agent.path("organization_id").asText(null),
                agent.path("is_active").asBoolean());
    }
}
