package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Builds activity records for {@code lopez.activity}: what users find in the list of their own actions. */
@ApplicationScoped
public class ActivityEvents {
    private final Events events;
    private final ObjectMapper json;

    ActivityEvents(Events events, ObjectMapper json) {
        this.events = events;
        this.json = json;
    }

    /** @param action dotted lower case, e.g. {@code session.started} */
    public OutboxMessage message(
            String userId,
            Actor actor,
            String action,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable Object metadata) {
        JsonNode details = metadata == null ? null : Redaction.of(json.valueToTree(metadata));
        var record = new ActivityRecorded(
                userId, action, resourceType, resourceId, details, actor.ipAddress(), actor.userAgent());
        return events.stream(record, actor.reference());
    }
}
