package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.persistence.Sha256;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an activity that has no audit record of its own. The audit chain holds it, so a row that was changed later
 * shows; without the activity it reveals nothing, because the activity has a salt.
 */
public final class ActivitySeal {
    /** Of the audit record that holds digests by the ids of activities. */
    public static final String EVENT_TYPE = "activity.sealed";

    public static final String TABLE = "user_activity";

    /** The member of an activity's metadata that keeps its digest from being guessed; erased with it. */
    public static final String SALT = "salt";

    private ActivitySeal() {}

    /**
     * The same for an event and for the row that it became.
     *
     * @param id of the event, which is that of the row
     * @param activity with metadata whose members are texts, whole numbers or truth values
     * @return 43 characters of Base64
     */
    public static String of(String id, ActivityRecorded activity) {
        try {
            return Sha256.base64Url(EventJson.MAPPER.writeValueAsString(Arrays.asList(
                    id,
                    activity.userId(),
                    activity.action(),
                    activity.resourceType(),
                    activity.resourceId(),
                    sorted(activity.metadata()),
                    activity.ipAddress(),
                    activity.userAgent())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MySQL keeps members in an order of its own. */
    private static @Nullable TreeMap<String, JsonNode> sorted(@Nullable JsonNode metadata) {
        if (metadata == null) {
            return null;
        }
        TreeMap<String, JsonNode> members = new TreeMap<>();
        metadata.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
