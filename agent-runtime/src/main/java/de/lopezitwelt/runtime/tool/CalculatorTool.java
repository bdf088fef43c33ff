package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;

/** Evaluates arithmetic exactly. */
public final class CalculatorTool implements Tool {

    public static final String NAME = "calculator";

    private final ToolDefinition definition;

    public CalculatorTool() {
        var parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        parameters
                .putObject("properties")
                .putObject("expression")
                .put("type", "string")
                .put(
                        "description",
                        "Arithmetic with + - * / % ^ and parentheses, e.g. (2 + 3) * 4.5."
                                + " Numbers with a decimal point and without thousands separators")
                .put("maxLength", Arithmetic.MAX_LENGTH);
        parameters.putArray("required").add("expression");
        parameters.put("additionalProperties", false);
        definition = new ToolDefinition(NAME, "Evaluates an arithmetic expression exactly", parameters);
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Uni<String> call(JsonNode arguments) {
        JsonNode expression = arguments.path("expression");
        if (!expression.isTextual()) {
            throw new ToolFailure("expression must be a string");
        }
        return Uni.createFrom().item(Arithmetic.evaluate(expression.textValue()));
    }
}
