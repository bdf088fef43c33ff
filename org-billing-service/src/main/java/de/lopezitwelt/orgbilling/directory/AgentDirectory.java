package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
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
        return services.get("agent", "/internal/agents/" + agentId, AgentState.class)
                .map(agent -> agent == null ? null : KnownAgent.of(agent));
    }
}
