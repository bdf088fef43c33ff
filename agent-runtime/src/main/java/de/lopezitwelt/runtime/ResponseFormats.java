package de.lopezitwelt.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ResponseFormat;

/** The shape to ask a model for: the caller's wish, else an analyzer's schema as far as the model can do it. */
final class ResponseFormats {

    private static final ResponseFormat TEXT = new ResponseFormat.Text();

    private ResponseFormats() {}

    static ResponseFormat of(ReplyRequest request, ModelDefinition model) {
        ResponseFormat wanted = request.responseFormat();
        if (wanted != null) {
            return wanted;
        }
        JsonNode schema = request.agent().config().outputSchema();
        if (request.agent().type() != AgentType.ANALYZER || schema == null) {
            return TEXT;
        }
        if (model.capabilities().contains(Capability.JSON_SCHEMA)) {
            return new ResponseFormat.JsonSchema("answer", schema, false);
        }
        return model.capabilities().contains(Capability.JSON_OBJECT) ? new ResponseFormat.JsonObject() : TEXT;
    }
}
