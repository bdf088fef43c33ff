package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.transfer.document.ExportedFeedback;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionArchived;
import de.lopezitwelt.contracts.session.SessionEnded;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events of an imported session are like those of a session created here, so summaries and comparisons count what is
 * stored.
 */
@ApplicationScoped
class ImportEvents {
    private static final String NAME = "session.imported";

    private final Events events;
    private final ActivityEvents activity;
    private final AuditEvents audit;

    ImportEvents(Events events, ActivityEvents activity, AuditEvents audit) {
        this.events = events;
        this.activity = activity;
        this.audit = audit;
    }

    /** The domain events, in the order of the aggregate's versions. */
    List<Record> domain(ImportedSession session) {
        ExportedSession source = session.source;
        List<Record> told = new ArrayList<>();
        told.add(new SessionStarted(
                session.id, session.userId, session.agentId, session.organizationId, source.startedAt()));
        source.messages()
                .forEach(message -> told.add(new MessageAppended(
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
            told.add(new SessionRated(session.id, session.userId, session.agentId, feedback.satisfactionScore(), null));
        }
        switch (source.status()) {
            case ACTIVE -> {}
            case ENDED -> {
                Instant endedAt = source.endedAt() == null ? session.importedAt : source.endedAt();
                told.add(new SessionEnded(session.id, session.userId, session.agentId, endedAt));
            }
            case ARCHIVED -> told.add(new SessionArchived(session.id, session.userId, session.agentId));
        }
        return told;
    }

    List<OutboxMessage> messages(ImportedSession session, List<Record> domain, Actor actor) {
        List<OutboxMessage> messages = new ArrayList<>(domain.size() + 2);
        for (int i = 0; i < domain.size(); i++) {
            messages.add(events.domain(domain.get(i), session.id, i + 1, actor.reference()));
        }
        messages.add(audit.message(
                actor,
                AuditAction.INSERT,
                "chat_sessions",
                session.id,
                NAME,
                null,
                Map.of(
                        "original_id",
                        session.source.id(),
                        "agent_id",
                        session.agentId,
                        "messages",
                        session.source.messages().size())));
        messages.add(activity.message(session.userId, actor, NAME, "session", session.id, null));
        return messages;
    }
}
