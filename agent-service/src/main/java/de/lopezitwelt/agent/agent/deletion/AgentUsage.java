package de.lopezitwelt.agent.agent.deletion;

import de.lopezitwelt.agent.AgentProblem;
import de.lopezitwelt.contracts.agent.AgentUseCount;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks the other services what still refers to an agent. It stands in for the specification's foreign keys. */
@ApplicationScoped
class AgentUsage {
    private final InternalClient services;

    AgentUsage(InternalClient services) {
        this.services = services;
    }

    /** Fails with 409 while conversations or licences hold the agent, with 503 while a service cannot tell. */
    Uni<Void> ensureUnused(String agentId) {
        return count("chat", "/internal/agents/" + agentId + "/sessions")
                .chain(sessions -> count("org-billing", "/internal/agents/" + agentId + "/licences")
                        .invoke(licences -> refuseIfUsed(sessions, licences)))
                .replaceWithVoid();
    }

    private Uni<Long> count(String service, String path) {
        return services.get(service, path, AgentUseCount.class).map(answer -> answer == null ? 0 : answer.count());
    }

    private static void refuseIfUsed(long sessions, long licences) {
        if (sessions > 0 || licences > 0) {
            throw refusal().with("sessions", sessions).with("licences", licences);
        }
    }

    private static ProblemException refusal() {
        return AgentProblem.AGENT_IN_USE.because("Conversations or organizations still use it");
    }
}
