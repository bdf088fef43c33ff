package de.lopezitwelt.chat.session;

import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.session.SessionArchived;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionEnded;
import de.lopezitwelt.contracts.session.SessionReopened;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.contracts.session.SessionUpdated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the world hears of a session's life, with activity for its user and audit for the auditor. */
@ApplicationScoped
class SessionEvents {
    private static final String TABLE = "chat_sessions";

    private final Events events;
    private final ActivityEvents activity;
    private final AuditEvents audit;

    SessionEvents(Events events, ActivityEvents activity, AuditEvents audit) {
        this.events = events;
        this.activity = activity;
        this.audit = audit;
    }

    List<OutboxMessage> started(ChatSession session, Actor actor) {
        return about(
                session,
                new SessionStarted(
                        session.id, session.userId, session.agentId, session.organizationId, session.startedAt),
                actor,
                AuditAction.INSERT,
                "session.started",
                null,
                values(session));
    }

    /** The status changed, or only what the user keeps with it. */
    List<OutboxMessage> changed(ChatSession session, SessionView before, Actor actor, Instant now) {
        boolean moved = before.status() != session.status;
        return about(
                session,
                moved ? statusEvent(session, now) : new SessionUpdated(session.id, session.userId, session.agentId),
                actor,
                AuditAction.UPDATE,
                moved ? "session." + verb(session.status) : "session.updated",
                Map.of("status", before.status().wireName()),
                values(session));
    }

    List<OutboxMessage> deleted(ChatSession session, Actor actor) {
        return about(
                session,
                new SessionDeleted(session.id, session.userId, session.agentId),
                actor,
                AuditAction.DELETE,
                "session.deleted",
                values(session),
                null);
    }

    private List<OutboxMessage> about(
            ChatSession session,
            Record event,
            Actor actor,
            AuditAction action,
            String name,
            @Nullable Object before,
            @Nullable Object after) {
        return List.of(
                events.domain(event, session.id, session.nextVersion(), actor.reference()),
                audit.message(actor, action, TABLE, session.id, name, before, after),
                activity.message(session.userId, actor, name, "session", session.id, null));
    }

    private static Record statusEvent(ChatSession session, Instant now) {
        return switch (session.status) {
            case ACTIVE -> new SessionReopened(session.id, session.userId, session.agentId);
            case ENDED -> new SessionEnded(session.id, session.userId, session.agentId, now);
            case ARCHIVED -> new SessionArchived(session.id, session.userId, session.agentId);
        };
    }

    private static String verb(SessionStatus status) {
        return status == SessionStatus.ACTIVE ? "reopened" : status.wireName();
    }

    private static Map<String, Object> values(ChatSession session) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("user_id", session.userId);
        values.put("agent_id", session.agentId);
        values.put("status", session.status.wireName());
        return values;
    }
}
