package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import de.lopezitwelt.platform.web.identity.CallerContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Builds audit records for {@code lopez.audit}; the service appends them to the outbox of the change itself. The forms
 * without an actor take it from the current request.
 */
@ApplicationScoped
public class AuditEvents {
    private final Events events;
    private final ObjectMapper json;
    private final CallerContext caller;

    AuditEvents(Events events, ObjectMapper json, CallerContext caller) {
        this.events = events;
        this.json = json;
        this.caller = caller;
    }

    /** @param eventType what happened, dotted lower case, e.g. {@code agent.created} */
    public OutboxMessage inserted(String table, String recordId, String eventType, @Nullable Object newValues) {
        return message(caller.actor(), AuditAction.INSERT, table, recordId, eventType, null, newValues);
    }

    public OutboxMessage updated(
            String table, String recordId, String eventType, @Nullable Object oldValues, @Nullable Object newValues) {
        return message(caller.actor(), AuditAction.UPDATE, table, recordId, eventType, oldValues, newValues);
    }

    public OutboxMessage deleted(String table, String recordId, String eventType, @Nullable Object oldValues) {
        return message(caller.actor(), AuditAction.DELETE, table, recordId, eventType, oldValues, null);
    }

    /** With an actor of its own, for work outside of a request. Values are records or maps; secrets are redacted. */
    public OutboxMessage message(
            Actor actor,
            AuditAction action,
            String table,
            String recordId,
            String eventType,
            @Nullable Object oldValues,
            @Nullable Object newValues) {
        var record = new AuditRecorded(
                eventType,
                table,
                recordId,
                action,
                redacted(oldValues),
                redacted(newValues),
                actor.userId(),
                actor.ipAddress(),
                actor.userAgent());
        return events.stream(record, actor.reference());
    }

    private @Nullable JsonNode redacted(@Nullable Object values) {
        return values == null ? null : Redaction.of(json.valueToTree(values));
    }
}
