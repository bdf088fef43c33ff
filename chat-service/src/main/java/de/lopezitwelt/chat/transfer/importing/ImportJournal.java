package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.transfer.document.ExportedFeedback;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionArchived;
import de.lopezitwelt.contracts.session.SessionEnded;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records an imported session within its transaction, with the same events as a session that was created here, so that
 * summaries and comparisons count what is stored.
 */
@ApplicationScoped
class ImportJournal {
    private static final String NAME = "session.imported";

    private final ChangeRecorder changes;

    ImportJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /** The domain events, in the order of the aggregate's versions. */
    List<Record> events(ImportedSession session) {
        ExportedSession source = session.source;
        List<Record> events = new ArrayList<>();
        events.add(new SessionStarted(
                session.id, session.userId, session.agentId, session.organizationId, source.startedAt()));
        source.messages()
                .forEach(message -> events.add(new MessageAppended(
                        session.id,
                        session.userId,
                        session.agentId,
                        session.organizationId,
                        Objects.requireNonNull(session.idOf(message.id())),
                        message.position(),
                        message.type(),
                        message.tokensUsed(),
                        message.processingTimeMs(),
                        message.createdAt())));
        ExportedFeedback feedback = source.feedback();
        if (feedback != null) {
            events.add(
                    new SessionRated(session.id, session.userId, session.agentId, feedback.satisfactionScore(), null));
        }
        switch (source.status()) {
            case ACTIVE -> {}
            case ENDED -> {
                Instant endedAt = source.endedAt() == null ? session.importedAt : source.endedAt();
                events.add(new SessionEnded(session.id, session.userId, session.agentId, endedAt));
            }
            case ARCHIVED -> events.add(new SessionArchived(session.id, session.userId, session.agentId));
        }
        return events;
    }

    /** @param events see {@link #events} */
    Uni<Void> imported(SqlConnection transaction, ImportedSession session, List<Record> events, Actor actor) {
        Change change = changes.by(actor);
        for (int i = 0; i < events.size(); i++) {
            change.event(events.get(i), session.id, i + 1L);
        }
        change.inserted(
                        "chat_sessions",
                        session.id,
                        NAME,
                        Map.of(
                                "original_id",
                                session.source.id(),
                                "agent_id",
                                session.agentId,
                                "messages",
                                session.source.messages().size()))
                .activityOf(session.userId, NAME, "session", session.id, null);
        return changes.record(transaction, change);
    }
}
