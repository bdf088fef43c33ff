package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds audit records for {@code lopez.audit}; {@link ChangeRecorder} writes them in the transaction of the change. */
@ApplicationScoped
public class AuditEvents {
    private final Events events;
    private final ObjectMapper json;
    private final Actor self;

    AuditEvents(Events events, ObjectMapper json, @ConfigProperty(name = "lopez.service.name") String service) {
        this.events = events;
        this.json = json;
        this.self = Actor.ofService(service);
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

    /** @param seals digests of activities by id, at least one ({@link ActivitySeal}) */
    OutboxMessage sealing(Map<String, String> seals) {
        String first = seals.keySet().iterator().next();
        return message(self, AuditAction.INSERT, ActivitySeal.TABLE, first, ActivitySeal.EVENT_TYPE, null, seals);
    }

    private @Nullable JsonNode redacted(@Nullable Object values) {
        return values == null ? null : Redaction.of(json.valueToTree(values));
    }
}
