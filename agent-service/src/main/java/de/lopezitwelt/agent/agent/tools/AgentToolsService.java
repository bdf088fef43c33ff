package de.lopezitwelt.agent.agent.tools;

import de.lopezitwelt.agent.agent.AgentAccess;
import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.AgentRepository;
import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.agent.version.AgentVersions;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.agent.AgentSpec;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells those who manage an agent which tools its next reply has. Tools are a part of its configuration. */
@ApplicationScoped
class AgentToolsService {
    private final AgentAccess access;
    private final AgentRepository agents;
    private final AgentVersions versions;
    private final AgentRuntime runtime;

    AgentToolsService(AgentAccess access, AgentRepository agents, AgentVersions versions, AgentRuntime runtime) {
        this.access = access;
        this.agents = agents;
        this.versions = versions;
        this.runtime = runtime;
    }

    private record Asked(AgentType type, AgentVersionView version) {}

    /** @param number null for the version that replies */
    Uni<AgentToolsView> tools(Caller caller, String id, @Nullable Long number) {
        // No connection to the database is held while MCP servers are asked.
        return Panache.withSession(() -> agents.findById(id)
                        .chain(agent -> access.require(caller, agent, Access.MANAGE)
                                .chain(() -> versions.get(id, number == null ? agent.versionNumber() : number))
                                .map(version -> new Asked(agent.type(), version))))
                .chain(asked -> runtime.tools(AgentSpec.of(
                                asked.type(),
                                asked.version().model(),
                                asked.version().config()))
                        .map(tools -> AgentToolsView.of(asked.version(), tools)));
    }
}
