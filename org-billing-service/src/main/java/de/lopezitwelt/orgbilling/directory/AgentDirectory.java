package de.lopezitwelt.orgbilling.directory;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
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

    /**
     * Fails with 400 naming each path of {@code custom_config} that does not fit the agent it is merged over, and with 503
     * while the agent service does not answer.
     */
    public Uni<Void> requireFitting(String agentId, @Nullable JsonNode customConfig) {
        if (customConfig == null || customConfig.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return services.post(
                        "agent",
                        "/internal/agents/" + agentId + "/config-check",
                        Map.of("custom_config", customConfig),
                        Findings.class)
                .invoke(found -> {
                    if (found == null) {
                        throw ProblemException.invalid("custom_config", "is for an agent that is gone");
                    }
                    if (!found.violations().isEmpty()) {
                        throw ProblemException.invalid(found.violations());
                    }
                })
                .replaceWithVoid();
    }

    /** What the agent service finds wrong. */
    record Findings(List<Violation> violations) {}

    private Uni<@Nullable KnownAgent> ask(String agentId) {
        return services.get("agent", "/internal/agents/" + agentId, AgentState.class)
                .map(agent -> agent == null ? null : KnownAgent.of(agent));
    }
}
