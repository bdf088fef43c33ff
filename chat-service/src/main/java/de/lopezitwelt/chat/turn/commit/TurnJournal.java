package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.decide.SessionRow;
import de.lopezitwelt.chat.turn.decide.TurnFact;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records what a batch of turns changed: domain events, the users' activity, audit records. */
@ApplicationScoped
class TurnJournal {
    private final ChangeRecorder changes;

    TurnJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /** Within the transaction of the batch that decided the facts. */
    Uni<Void> record(SqlConnection transaction, List<TurnFact> facts) {
        Change all = changes.byNobody();
        for (TurnFact fact : facts) {
            all.and(
                    switch (fact) {
                        case TurnFact.Started started -> started(started);
                        case TurnFact.Appended appended -> appended(appended);
                    });
        }
        return changes.record(transaction, all);
    }

    private Change started(TurnFact.Started fact) {
        SessionRow session = fact.session();
        NewSession created = Objects.requireNonNull(session.created);
        return changes.by(fact.actor())
                .event(
                        new SessionStarted(
                                session.id,
                                session.userId,
                                session.agentId,
                                session.organizationId,
                                created.startedAt()),
                        session.id,
                        fact.version())
                .activityOf(session.userId, "session.started", "session", session.id, null)
                .inserted(
                        "chat_sessions",
                        session.id,
                        "session.started",
                        Map.of("user_id", session.userId, "agent_id", session.agentId));
    }

    private Change appended(TurnFact.Appended fact) {
        SessionRow session = fact.session();
        MessageDraft draft = fact.message().draft();
        MessageAppended event = new MessageAppended(
                session.id,
                session.userId,
                session.agentId,
                session.organizationId,
                draft.id(),
                fact.message().position(),
                draft.type(),
                draft.tokensUsed(),
                draft.processingTimeMs(),
                draft.createdAt());
        Actor actor = fact.actor();
        if (actor == null) {
            return changes.byNobody().event(event, session.id, fact.version());
        }
        return changes.by(actor)
                .event(event, session.id, fact.version())
                .activityOf(session.userId, "message.sent", "session", session.id, Map.of("message_id", draft.id()))
                .inserted("chat_messages", draft.id(), "message.sent", Map.of("session_id", session.id));
    }
}
