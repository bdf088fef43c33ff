package de.lopezitwelt.agent.agent;

import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentResumed;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentSuspended;
import de.lopezitwelt.contracts.agent.AgentUpdated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells every change of an agent: domain event, snapshot, audit record and activity, within the change's transaction. */
@ApplicationScoped
class AgentJournal {
    private static final String TABLE = "ai_agents";
    private static final String RESOURCE = "agent";

    private final Events events;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Outbox outbox;

    AgentJournal(Events events, AuditEvents audit, ActivityEvents activity, Outbox outbox) {
        this.events = events;
        this.audit = audit;
        this.activity = activity;
        this.outbox = outbox;
    }

    Uni<Void> created(Agent agent, Actor actor) {
        var created = new AgentCreated(
                agent.id(),
                agent.createdBy(),
                agent.type(),
                agent.visibility(),
                agent.organizationId(),
                agent.versionNumber());
        return tell(created, agent, actor, "agent.created", null);
    }

    Uni<Void> updated(Agent agent, AgentView before, Actor actor, String what) {
        var updated = new AgentUpdated(
                agent.id(),
                agent.createdBy(),
                agent.type(),
                agent.visibility(),
                agent.organizationId(),
                agent.versionNumber());
        return tell(updated, agent, actor, what, before);
    }

    Uni<Void> suspended(Agent agent, AgentView before, Actor actor) {
        return tell(new AgentSuspended(agent.id()), agent, actor, "agent.suspended", before);
    }

    Uni<Void> resumed(Agent agent, AgentView before, Actor actor) {
        return tell(new AgentResumed(agent.id()), agent, actor, "agent.resumed", before);
    }

    Uni<Void> deleted(Agent agent, Actor actor) {
        long version = agent.version() + 1;
        var messages = new ArrayList<OutboxMessage>();
        messages.add(events.domain(new AgentDeleted(agent.id()), agent.id(), version, actor.reference()));
        messages.add(events.tombstone(AgentState.class, agent.id(), version));
        messages.add(audit.message(
                actor, AuditAction.DELETE, TABLE, agent.id(), "agent.deleted", AgentView.whole(agent), null));
        addActivity(messages, agent, actor, "agent.deleted");
        return append(messages);
    }

    private Uni<Void> tell(Record event, Agent agent, Actor actor, String what, @Nullable AgentView before) {
        var messages = new ArrayList<OutboxMessage>();
        messages.add(events.domain(event, agent.id(), agent.version(), actor.reference()));
        messages.add(events.state(agent.state(), agent.id(), agent.version()));
        var action = before == null ? AuditAction.INSERT : AuditAction.UPDATE;
        messages.add(audit.message(actor, action, TABLE, agent.id(), what, before, AgentView.whole(agent)));
        addActivity(messages, agent, actor, what);
        return append(messages);
    }

    private void addActivity(List<OutboxMessage> messages, Agent agent, Actor actor, String what) {
        String userId = actor.userId();
        if (userId != null) {
            var about = Map.of("version_number", agent.versionNumber());
            messages.add(activity.message(userId, actor, what, RESOURCE, agent.id(), about));
        }
    }

    private Uni<Void> append(List<OutboxMessage> messages) {
        return Panache.getSession().chain(session -> outbox.append(session, messages));
    }
}
