package de.lopezitwelt.analytics.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The digests of activities that an audit entry holds, by id; none in an entry about something else. */
public final class Seals {
    private static final Seals NONE = new Seals(Map.of());

    private final Map<String, String> digests;

    private Seals(Map<String, String> digests) {
        this.digests = digests;
    }

    public static Seals of(StoredEntry stored) {
        AuditEntry entry = stored.linked().entry();
        String values = entry.newValues();
        if (values == null || !entry.eventType().equals(ActivitySeal.EVENT_TYPE)) {
            return NONE;
        }
        try {
            Map<String, String> digests = new HashMap<>();
            JsonNode members = EventJson.MAPPER.readTree(values);
            members.properties()
                    .forEach(member ->
                            digests.put(member.getKey(), member.getValue().asText()));
            return new Seals(digests);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds JSON", e);
        }
    }

    public Set<String> ids() {
        return digests.keySet();
    }

    /** @param now digests of the present activities; erased ones cannot be checked */
    public boolean hold(Map<String, String> now) {
        return digests.entrySet().stream()
                .allMatch(seal -> seal.getValue().equals(now.getOrDefault(seal.getKey(), seal.getValue())));
    }
}
