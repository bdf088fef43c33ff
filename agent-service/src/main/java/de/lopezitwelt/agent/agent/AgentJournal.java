package de.lopezitwelt.agent.agent;

import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentResumed;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentSuspended;
import de.lopezitwelt.contracts.agent.AgentUpdated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records every change of an agent: domain event, snapshot, audit record and activity, within the change's transaction. */
@ApplicationScoped
public class AgentJournal {
    private static final String TABLE = "ai_agents";
    private static final String RESOURCE = "agent";

    private final ChangeRecorder changes;

    AgentJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Uni<Void> created(Agent agent, Actor actor) {
        var created = new AgentCreated(
                agent.id(),
                agent.createdBy(),
                agent.type(),
                agent.visibility(),
                agent.organizationId(),
                agent.versionNumber());
        return changes.record(changeOf(created, agent, actor, "agent.created", null));
    }

    public Uni<Void> updated(Agent agent, AgentView before, Actor actor, String what) {
        return changes.record(changeOf(update(agent), agent, actor, what, before));
    }

    /** Within a transaction of the reactive client. */
    public Uni<Void> updated(SqlConnection transaction, Agent agent, AgentView before, Actor actor, String what) {
        return changes.record(transaction, changeOf(update(agent), agent, actor, what, before));
    }

    Uni<Void> suspended(Agent agent, AgentView before, Actor actor) {
        return changes.record(changeOf(new AgentSuspended(agent.id()), agent, actor, "agent.suspended", before));
    }

    Uni<Void> resumed(Agent agent, AgentView before, Actor actor) {
        return changes.record(changeOf(new AgentResumed(agent.id()), agent, actor, "agent.resumed", before));
    }

    public Uni<Void> deleted(Agent agent, Actor actor) {
        return changes.record(ended(agent, actor, AgentView.whole(agent)));
    }

    /**
     * Erased with its creator: the audit record says that the agent was deleted, but not what the erased person had
     * written.
     */
    Uni<Void> erased(SqlConnection transaction, Agent agent, Actor actor) {
        return changes.record(transaction, ended(agent, actor, null));
    }

    private static AgentUpdated update(Agent agent) {
        return new AgentUpdated(
                agent.id(),
                agent.createdBy(),
                agent.type(),
                agent.visibility(),
                agent.organizationId(),
                agent.versionNumber());
    }

    private Change ended(Agent agent, Actor actor, @Nullable AgentView before) {
        long version = agent.version() + 1;
        Change change = changes.by(actor)
                .event(new AgentDeleted(agent.id()), agent.id(), version)
                .tombstone(AgentState.class, agent.id(), version)
                .deleted(TABLE, agent.id(), "agent.deleted", before);
        return active(change, agent, "agent.deleted");
    }

    private Change changeOf(Record event, Agent agent, Actor actor, String what, @Nullable AgentView before) {
        Change change = changes.by(actor)
                .event(event, agent.id(), agent.version())
                .snapshot(agent.state(), agent.id(), agent.version());
        AgentView after = AgentView.whole(agent);
        return active(
                before == null
                        ? change.inserted(TABLE, agent.id(), what, after)
                        : change.updated(TABLE, agent.id(), what, before, after),
                agent,
                what);
    }

    private static Change active(Change change, Agent agent, String what) {
        return change.activity(what, RESOURCE, agent.id(), Map.of("version_number", agent.versionNumber()));
    }
}
