package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;

/** Converts between units. */
public final class UnitsTool implements Tool {

    public static final String NAME = "units";

    private static final BigDecimal LARGEST = new BigDecimal("1e30");

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
        BigDecimal value = value(arguments.path("value"));
        if (value.abs().compareTo(LARGEST) > 0) {
            throw new ToolFailure("value must be a number up to 1e30");
        }
        String from = arguments.path("from").asText();
        String to = arguments.path("to").asText();
        return Uni.createFrom().item(Units.convert(value, from, to));
    }

    /** A number; models also write it as a text, which is read as the calculator reads it. */
    private static BigDecimal value(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        if (digits.length() > Arithmetic.MAX_LENGTH) {
            throw new ToolFailure("value must be a number up to 1e30");
        }
        NumberReader number = new NumberReader(digits);
        if (!number.at(0) || number.end() != digits.length()) {
            throw new ToolFailure("value must be a number");
        }
        return negative ? number.value().negate() : number.value();
    }
}
