package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;

/** Something an agent can use. Arguments come from a model: hostile until checked. */
public interface Tool {

    ToolDefinition definition();

    /** The result as text for the model; a failure's message is told to the model, so it must be fit for that. */
    Uni<String> call(JsonNode arguments);
}
