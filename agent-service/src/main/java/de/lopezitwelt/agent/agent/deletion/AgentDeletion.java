package de.lopezitwelt.agent.agent.deletion;

import de.lopezitwelt.agent.agent.Agent;
import de.lopezitwelt.agent.agent.AgentAccess;
import de.lopezitwelt.agent.agent.AgentJournal;
import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.AgentRepository;
import de.lopezitwelt.agent.agent.AgentView;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Deletes in three steps, because other services refer to agents: mark the agent, so that nothing new
 * begins with it; ask the other services; delete the agent or take the mark away. {@link
 * UnfinishedDeletions} repeats a step that was lost with its process.
 */
@ApplicationScoped
class AgentDeletion {
    private final AgentAccess access;
    private final AgentRepository rows;
    private final AgentJournal journal;
    private final AgentUsage usage;
    private final Clock clock;

    AgentDeletion(AgentAccess access, AgentRepository rows, AgentJournal journal, AgentUsage usage, Clock clock) {
        this.access = access;
        this.rows = rows;
        this.journal = journal;
        this.usage = usage;
        this.clock = clock;
    }

    Uni<Void> delete(Caller caller, String id, IfMatch condition) {
        return Panache.withTransaction(() -> rows.lock(id)
                        .chain(agent -> access.require(caller, agent, Access.OWN)
                                .invoke(() -> condition.check(agent.version()))
                                .chain(() -> mark(agent, caller.actor()))))
                .chain(() -> finish(id, caller.actor()));
    }

    private Uni<Void> mark(Agent agent, Actor actor) {
        if (agent.deleting()) {
            return Uni.createFrom().voidItem();
        }
        AgentView before = AgentView.whole(agent);
        agent.markDeleting(clock.instant());
        return journal.updated(agent, before, actor, "agent.deletion-begun");
    }

    /** Asks the others and acts on it. */
    Uni<Void> finish(String id, Actor actor) {
        return usage.ensureUnused(id)
                .onFailure()
                .call(() -> Panache.withTransaction(() -> spare(id, actor)))
                .chain(() -> Panache.withTransaction(() -> remove(id, actor)));
    }

    private Uni<Void> spare(String id, Actor actor) {
        return rows.lock(id).chain(agent -> {
            if (agent == null || !agent.deleting()) {
                return Uni.createFrom().voidItem();
            }
            AgentView before = AgentView.whole(agent);
            agent.spare(clock.instant());
            return journal.updated(agent, before, actor, "agent.deletion-refused");
        });
    }

    private Uni<Void> remove(String id, Actor actor) {
        return rows.lock(id)
                .chain(agent -> agent == null || !agent.deleting()
                        ? Uni.createFrom().voidItem()
                        : journal.deleted(agent, actor).chain(() -> rows.remove(agent)));
    }

    /** Ids of agents whose deletion began before and was never finished. */
    Uni<List<String>> unfinishedSince(Instant before, int atMost) {
        return Panache.withSession(() -> rows.findDeletingSince(before, atMost))
                .map(agents -> agents.stream().map(Agent::id).toList());
    }
}
