package de.lopezitwelt.agent.agent.handover;

import de.lopezitwelt.agent.agent.Agent;
import de.lopezitwelt.agent.agent.AgentAccess;
import de.lopezitwelt.agent.agent.AgentJournal;
import de.lopezitwelt.agent.agent.AgentNames;
import de.lopezitwelt.agent.agent.AgentPolicy;
import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.AgentRepository;
import de.lopezitwelt.agent.agent.AgentView;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Hands agents over. The owner offers and the other user accepts, so that nobody gets an agent they did not ask for. */
@ApplicationScoped
class HandoverService {
    private final AgentAccess access;
    private final AgentRepository rows;
    private final AgentJournal journal;
    private final Clock clock;

    HandoverService(AgentAccess access, AgentRepository rows, AgentJournal journal, Clock clock) {
        this.access = access;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    Uni<Versioned<AgentView>> offer(Caller caller, String id, String userId, IfMatch condition) {
        return byOwner(caller, id, condition, userId, "agent.offered");
    }

    Uni<Versioned<AgentView>> withdraw(Caller caller, String id, IfMatch condition) {
        return byOwner(caller, id, condition, null, "agent.offer-withdrawn");
    }

    private Uni<Versioned<AgentView>> byOwner(
            Caller caller, String id, IfMatch condition, @Nullable String userId, String what) {
        return Panache.withTransaction(() -> rows.lock(id)
                .chain(agent -> access.require(caller, agent, Access.OWN)
                        .chain(() -> offerLocked(caller, agent, condition, userId, what))));
    }

    private Uni<Versioned<AgentView>> offerLocked(
            Caller caller, Agent agent, IfMatch condition, @Nullable String userId, String what) {
        condition.check(agent.version());
        if (userId != null) {
            AgentPolicy.ensureMayOffer(agent.deleting(), agent.createdBy(), userId);
        }
        AgentView before = AgentView.whole(agent);
        agent.offer(userId, clock.instant());
        return journal.updated(agent, before, caller.actor(), what)
                .replaceWith(() -> AgentView.versioned(agent, Access.OWN));
    }

    /**
     * Called by the user to whom the agent was offered. Where an organization sees the agent, that user must be allowed
     * to share with it.
     */
    Uni<Versioned<AgentView>> accept(Caller caller, String id) {
        return AgentNames.unique(Panache.withTransaction(() -> rows.lock(id)
                .plug(ProblemException::orNotFound)
                .chain(agent -> {
                    caller.requireReach(agent.organizationId());
                    AgentPolicy.ensureMayTakeOver(agent.deleting(), agent.offeredTo(), caller.userId());
                    return access.ensureShareable(caller, agent.content()).chain(() -> take(caller, agent));
                })));
    }

    private Uni<Versioned<AgentView>> take(Caller caller, Agent agent) {
        AgentView before = AgentView.whole(agent);
        agent.handOver(caller.userId(), clock.instant());
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> journal.updated(agent, before, caller.actor(), "agent.handed-over"))
                .replaceWith(() -> AgentView.versioned(agent, Access.OWN));
    }
}
