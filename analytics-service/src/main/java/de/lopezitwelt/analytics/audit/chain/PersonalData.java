package de.lopezitwelt.analytics.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which parts of an audit event are personal data, and whose. */
public final class PersonalData {
    /**
     * Rows of an organization or an agent: their values outlive the user who changed them. Of activities, the values are
     * digests. Values of all other tables count as personal.
     */
    private static final Set<String> IMPERSONAL_TABLES = Set.of(
            "ai_agents",
            "ai_agent_versions",
            "organizations",
            "organization_members",
            "enterprise_agents",
            "subscriptions",
            ActivitySeal.TABLE);

    private PersonalData() {}

    public static boolean inValues(AuditRecorded event) {
        return !IMPERSONAL_TABLES.contains(event.tableName())
                && (event.oldValues() != null || event.newValues() != null);
    }

    public static boolean inOrigin(AuditRecorded event) {
        return event.ipAddress() != null || event.userAgent() != null;
    }

    /**
     * The user whom a row is about: the row's own id in users, otherwise its {@code user_id}, otherwise the user who
     * changed it.
     */
    public static @Nullable String subjectOfValues(AuditRecorded event) {
        if (event.tableName().equals("users")) {
            return event.recordId();
        }
        String named = userId(event.newValues());
        if (named == null) {
            named = userId(event.oldValues());
        }
        return named == null ? event.userId() : named;
    }

    private static @Nullable String userId(@Nullable JsonNode values) {
        return values == null || !values.path("user_id").isTextual()
                ? null
                : values.path("user_id").asText();
    }
}
