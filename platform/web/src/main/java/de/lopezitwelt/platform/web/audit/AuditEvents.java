package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Builds audit records for {@code lopez.audit}; {@link ChangeRecorder} writes them in the transaction of the change. */
@ApplicationScoped
public class AuditEvents {
    private final Events events;
    private final ObjectMapper json;

    AuditEvents(Events events, ObjectMapper json) {
        this.events = events;
        this.json = json;
    }

    /**
     * Values are records or maps; secrets are redacted.
     *
     * @param eventType what happened, dotted lower case, e.g. {@code agent.created}
     */
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
