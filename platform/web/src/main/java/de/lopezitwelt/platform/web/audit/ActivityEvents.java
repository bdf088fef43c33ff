package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.web.identity.CallerContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Builds activity records for {@code lopez.activity}: what users find in the list of their own actions. */
@ApplicationScoped
public class ActivityEvents {
    private final Events events;
    private final ObjectMapper json;
    private final CallerContext caller;

    ActivityEvents(Events events, ObjectMapper json, CallerContext caller) {
        this.events = events;
        this.json = json;
        this.caller = caller;
    }

    /** Of the current caller. @param action dotted lower case, e.g. {@code session.started} */
    public OutboxMessage message(
            String action, @Nullable String resourceType, @Nullable String resourceId, @Nullable Object metadata) {
        return message(caller.caller().userId(), caller.actor(), action, resourceType, resourceId, metadata);
    }

    /** Of a user who is not (yet) the caller: a login, or work outside of a request. */
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
