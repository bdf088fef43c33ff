package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import java.util.List;

/** The published JSON Schema of each agent type's configuration. */
public final class AgentConfigSchemas {

    /** Largest configuration, as UTF-8 JSON. */
    public static final int MAX_BYTES = 64 * 1024;

    private AgentConfigSchemas() {}

    /** The schema as published, JSON Schema draft 2020-12. */
    public static JsonNode schema(AgentType type) {
        return SchemaStore.of(type).published();
    }

    /** Everything wrong with a configuration, unknown keys included; empty when it may be stored. */
    public static List<ConfigViolation> validate(AgentType type, JsonNode config) {
        return SchemaStore.of(type).validate(config);
    }
}
