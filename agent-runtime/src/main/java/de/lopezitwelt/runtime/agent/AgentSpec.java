package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.json.MergePatch;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is when it replies: one version of it, with an organization's changes merged in.
 *
 * @param model name in the catalog
 * @param json the configuration as stored
 * @param config the same, typed
 */
public record AgentSpec(AgentType type, String model, JsonNode json, AgentConfig config) {

    /**
     * Reads a stored configuration. Tolerant of keys it does not know, since another version may have written them;
     * {@link AgentConfigSchemas#validate} is the strict gate in front of storing.
     *
     * @throws InvalidAgentConfig when a known key has a wrong type
     */
    public static AgentSpec of(AgentType type, String model, JsonNode config) {
        return new AgentSpec(type, model, config, AgentConfigReader.read(config));
    }

    /** An agent without any configuration. */
    public static AgentSpec of(AgentType type, String model) {
        return of(type, model, JsonNodeFactory.instance.objectNode());
    }

    /**
     * This agent with an enterprise agent's {@code custom_config} merged in (JSON Merge Patch, RFC 7396).
     *
     * @throws InvalidAgentConfig when the result has a known key of a wrong type
     */
    public AgentSpec merge(@Nullable JsonNode customConfig) {
        if (customConfig == null || customConfig.isNull() || customConfig.isEmpty()) {
            return this;
        }
        return of(type, model, MergePatch.apply(json, customConfig));
    }
}
