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
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records every change of a session: domain event, audit record and its user's activity, within the change's transaction. */
@ApplicationScoped
class SessionJournal {
    private static final String TABLE = "chat_sessions";
    private static final String RESOURCE = "session";

    private final ChangeRecorder changes;

    SessionJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /** Called before the session is stored, because it raises the version: the change is recorded afterwards. */
    Change start(ChatSession session, Actor actor) {
        Record event = new SessionStarted(
                session.id, session.userId, session.agentId, session.organizationId, session.startedAt);
        return change(session, event, actor)
                .inserted(TABLE, session.id, "session.started", values(session))
                .activityOf(session.userId, "session.started", RESOURCE, session.id, null);
    }

    /** The status changed, or other values of the session. */
    Uni<Void> changed(ChatSession session, SessionView before, Actor actor, Instant now) {
        boolean moved = before.status() != session.status;
        String what = moved ? "session." + verb(session.status) : "session.updated";
        Record event =
                moved ? statusEvent(session, now) : new SessionUpdated(session.id, session.userId, session.agentId);
        Map<String, Object> earlier = Map.of("status", before.status().wireName());
        Change change = change(session, event, actor).updated(TABLE, session.id, what, earlier, values(session));
        return record(change, session, what);
    }

    /** Called before the session is deleted: the change is recorded afterwards, in the same transaction. */
    Change deletion(ChatSession session, Actor actor) {
        Record event = new SessionDeleted(session.id, session.userId, session.agentId);
        return change(session, event, actor)
                .deleted(TABLE, session.id, "session.deleted", values(session))
                .activityOf(session.userId, "session.deleted", RESOURCE, session.id, null);
    }

    Uni<Void> record(Change change) {
        return changes.record(change);
    }

    private Change change(ChatSession session, Record event, Actor actor) {
        return changes.by(actor).event(event, session.id, session.nextVersion());
    }

    private Uni<Void> record(Change change, ChatSession session, String what) {
        return changes.record(change.activityOf(session.userId, what, RESOURCE, session.id, null));
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
