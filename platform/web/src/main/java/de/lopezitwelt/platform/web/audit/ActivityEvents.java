package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds activity records for {@code lopez.activity}, the list in which users find their own actions. */
@ApplicationScoped
public class ActivityEvents {
    private static final int SALT_BYTES = 16;

    private final Events events;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

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
        return events.stream(record(userId, actor, action, resourceType, resourceId, metadata), actor.reference());
    }

    /** An activity and its digest ({@link ActivitySeal}). */
    record Sealed(OutboxMessage message, String digest) {}

    Sealed sealed(
            String userId,
            Actor actor,
            String action,
            String resourceType,
            String resourceId,
            Map<String, Object> metadata) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Map<String, Object> salted = new LinkedHashMap<>(metadata);
        salted.put(ActivitySeal.SALT, HexFormat.of().formatHex(salt));
        ActivityRecorded record = record(userId, actor, action, resourceType, resourceId, salted);
        OutboxMessage message = events.stream(record, actor.reference());
        return new Sealed(message, ActivitySeal.of(message.id(), record));
    }

    private ActivityRecorded record(
            String userId,
            Actor actor,
            String action,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable Object metadata) {
        JsonNode details = metadata == null ? null : Redaction.of(json.valueToTree(metadata));
        return new ActivityRecorded(
                userId, action, resourceType, resourceId, details, actor.ipAddress(), actor.userAgent());
    }
}
