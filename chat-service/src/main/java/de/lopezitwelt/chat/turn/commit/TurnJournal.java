package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.decide.AskedTurn;
import de.lopezitwelt.chat.turn.decide.SessionRow;
import de.lopezitwelt.chat.turn.decide.TurnFact;
import de.lopezitwelt.chat.turn.decide.TurnPlan;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records what a batch of turns changed: domain events, and for each request one activity of its user, which the audit
 * record of the batch seals (docs/adr/0046-one-fact-one-row.md).
 */
@ApplicationScoped
class TurnJournal {
    private final ChangeRecorder changes;

    TurnJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /** Within the transaction of the batch that decided the plan. */
    Uni<Void> record(SqlConnection transaction, TurnPlan plan) {
        Change all = changes.byNobody();
        for (TurnFact fact : plan.facts) {
            all.and(
                    switch (fact) {
                        case TurnFact.Started started -> started(started);
                        case TurnFact.Appended appended -> appended(appended);
                        case TurnFact.Replied replied ->
                            by(replied.actor()).event(replied.event(), replied.aggregateId(), replied.version());
                    });
        }
        plan.asked.forEach(turn -> all.and(asked(turn)));
        return changes.record(transaction, all);
    }

    private Change started(TurnFact.Started fact) {
        SessionRow session = fact.session();
        NewSession created = Objects.requireNonNull(session.created);
        SessionStarted event = new SessionStarted(
                session.id, session.userId, session.agentId, session.organizationId, created.startedAt());
        return changes.by(fact.actor()).event(event, session.id, fact.version());
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
        return by(fact.actor()).event(event, session.id, fact.version());
    }

    private Change asked(AskedTurn turn) {
        SessionRow session = turn.session();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("message_id", turn.messages().getLast().draft().id());
        if (turn.messages().size() > 1) {
            about.put("messages", turn.messages().size());
        }
        if (turn.opened()) {
            about.put("session_started", true);
        }
        String key = turn.actor().apiKeyId();
        if (key != null) {
            about.put("key_id", key);
        }
        return changes.by(turn.actor()).sealedActivityOf(session.userId, "message.sent", "session", session.id, about);
    }

    private Change by(@Nullable Actor actor) {
        return actor == null ? changes.byNobody() : changes.by(actor);
    }
}
