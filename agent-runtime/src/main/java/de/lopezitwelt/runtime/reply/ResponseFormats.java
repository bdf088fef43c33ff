package de.lopezitwelt.runtime.reply;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ResponseFormat;
import org.jspecify.annotations.Nullable;

/** The shape to ask a model for: the caller's wish, else an analyzer's schema as far as the model can do it. */
public final class ResponseFormats {

    private static final ResponseFormat TEXT = new ResponseFormat.Text();

    private ResponseFormats() {}

    /** @param wanted by the caller; null when the agent decides */
    public static ResponseFormat of(@Nullable ResponseFormat wanted, AgentSpec agent, ModelDefinition model) {
        if (wanted != null) {
            return wanted;
        }
        JsonNode schema = agent.config().outputSchema();
        if (agent.type() != AgentType.ANALYZER || schema == null) {
            return TEXT;
        }
        if (model.capabilities().contains(Capability.JSON_SCHEMA)) {
            return new ResponseFormat.JsonSchema("answer", schema, false);
        }
        return model.capabilities().contains(Capability.JSON_OBJECT) ? new ResponseFormat.JsonObject() : TEXT;
    }
}
