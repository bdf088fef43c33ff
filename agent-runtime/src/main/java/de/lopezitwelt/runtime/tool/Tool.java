package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Something an agent can use. Arguments come from a model: hostile until checked. */
public interface Tool {

    /** Characters of a result that a model gets to see of most tools. */
    int SHORT_RESULT = 1_024;

    /** Characters of a result that a model gets to see of tools that bring texts. */
    int LONG_RESULT = 8_192;

    ToolDefinition definition();

    /** The name by which people know it, where models see another one. */
    default String ownName() {
        return definition().name();
    }

    /** The result as text for the model; a failure's message is told to the model, so it must be fit for that. */
    Uni<String> call(JsonNode arguments);

    /** Longer results are cut. */
    default int maxResultLength() {
        return SHORT_RESULT;
    }

    /** After this long the call has failed. */
    default Duration timeout() {
        return Duration.ofSeconds(10);
    }
}
