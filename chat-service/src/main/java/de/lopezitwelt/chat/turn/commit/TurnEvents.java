package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.decide.SessionRow;
import de.lopezitwelt.chat.turn.decide.TurnFact;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Events of a turn: the domain event for the other services, activity for the user, audit records for auditors. */
@ApplicationScoped
class TurnEvents {
    private final Events events;
    private final ActivityEvents activity;
    private final AuditEvents audit;

    TurnEvents(Events events, ActivityEvents activity, AuditEvents audit) {
        this.events = events;
        this.activity = activity;
        this.audit = audit;
    }

    List<OutboxMessage> of(List<TurnFact> facts) {
        List<OutboxMessage> messages = new ArrayList<>(facts.size() * 3);
        for (TurnFact fact : facts) {
            switch (fact) {
                case TurnFact.Started started -> started(started, messages);
                case TurnFact.Appended appended -> appended(appended, messages);
            }
        }
        return messages;
    }

    private void started(TurnFact.Started fact, List<OutboxMessage> messages) {
        SessionRow session = fact.session();
        Actor actor = fact.actor();
        NewSession created = Objects.requireNonNull(session.created);
        messages.add(events.domain(
                new SessionStarted(
                        session.id, session.userId, session.agentId, session.organizationId, created.startedAt()),
                session.id,
                fact.version(),
                actor.reference()));
        messages.add(activity.message(session.userId, actor, "session.started", "session", session.id, null));
        messages.add(audit.message(
                actor,
                AuditAction.INSERT,
                "chat_sessions",
                session.id,
                "session.started",
                null,
                Map.of("user_id", session.userId, "agent_id", session.agentId)));
    }

    private void appended(TurnFact.Appended fact, List<OutboxMessage> messages) {
        SessionRow session = fact.session();
        MessageDraft draft = fact.message().draft();
        Actor actor = fact.actor();
        messages.add(events.domain(
                new MessageAppended(
                        session.id,
                        session.userId,
                        session.agentId,
                        session.organizationId,
                        draft.id(),
                        fact.message().position(),
                        draft.type(),
                        draft.tokensUsed(),
                        draft.processingTimeMs(),
                        draft.createdAt()),
                session.id,
                fact.version(),
                actor == null ? null : actor.reference()));
        if (actor != null) {
            messages.add(activity.message(
                    session.userId, actor, "message.sent", "session", session.id, Map.of("message_id", draft.id())));
            messages.add(audit.message(
                    actor,
                    AuditAction.INSERT,
                    "chat_messages",
                    draft.id(),
                    "message.sent",
                    null,
                    Map.of("session_id", session.id)));
        }
    }
}
