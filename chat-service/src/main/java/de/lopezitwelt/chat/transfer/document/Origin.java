package de.lopezitwelt.chat.transfer.document;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The original ids of a session and its messages. */
public record Origin(
        String id,
        String agentId,
        @Nullable Long agentVersion,
        @Nullable String organizationId) {
    public static Origin of(ExportedSession session) {
        return new Origin(session.id(), session.agentId(), session.agentVersion(), session.organizationId());
    }

    public static Origin read(String json) {
        JsonObject origin = new JsonObject(json);
        return new Origin(
                origin.getString("id"),
                origin.getString("agent_id"),
                origin.getLong("agent_version"),
                origin.getString("organization_id"));
    }

    public String json() {
        return new JsonObject()
                .put("id", id)
                .put("agent_id", agentId)
                .put("agent_version", agentVersion)
                .put("organization_id", organizationId)
                .encode();
    }
}
