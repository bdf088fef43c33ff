package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;

/** Converts between units. */
public final class UnitsTool implements Tool {

    public static final String NAME = "units";

    private final ToolDefinition definition;

    public UnitsTool() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = parameters.putObject("properties");
        properties.putObject("value").put("type", "number");
        properties.putObject("from").put("type", "string").put("description", "One of " + Units.names());
        properties.putObject("to").put("type", "string").put("description", "A unit of the same kind");
        parameters.putArray("required").add("value").add("from").add("to");
        parameters.put("additionalProperties", false);
        definition = new ToolDefinition(NAME, "Converts a value from one unit to another", parameters);
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Uni<String> call(JsonNode arguments) {
        JsonNode value = arguments.path("value");
        if (!value.isNumber() || Math.abs(value.doubleValue()) > 1e30) {
            throw new ToolFailure("value must be a number up to 1e30");
        }
        String from = arguments.path("from").asText();
        String to = arguments.path("to").asText();
        return Uni.createFrom().item(Units.convert(value.decimalValue(), from, to));
    }
}
