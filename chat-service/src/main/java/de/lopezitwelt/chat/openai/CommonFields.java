package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fields that completions and responses share; completions nest them one level deeper. */
public final class CommonFields {
    private static final int MAX_TOOLS = 128;

    private CommonFields() {}

    /** Reads the format. @param schema the object with name and schema, for type json_schema */
    public static @Nullable ResponseFormat format(@Nullable JsonFields format, UnaryOperator<JsonFields> schema) {
        if (format == null) {
            return null;
        }
        return switch (format.requiredText("type")) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> jsonSchema(schema.apply(format));
            default -> throw format.invalid("type", "must be text, json_object or json_schema");
        };
    }

    private static ResponseFormat jsonSchema(JsonFields schema) {
        return new ResponseFormat.JsonSchema(
                schema.requiredText("name"), schema.requiredObject("schema").json(), schema.flag("strict", false));
    }

    /** Reads what is sent only to models that take it. */
    public static Sampling.Extras extras(JsonFields body, @Nullable String effort, @Nullable String verbosity) {
        Map<String, Double> bias = new LinkedHashMap<>();
        JsonFields biased = body.object("logit_bias");
        if (biased != null) {
            biased.json().fieldNames().forEachRemaining(token -> {
                Double value = biased.number(token, -100, 100);
                if (value != null) {
                    bias.put(token, value);
                }
            });
        }
        return new Sampling.Extras(effort, verbosity, body.text("service_tier"), bias, Map.of(), null);
    }

    /** Reads the tools. @param function returns the object that describes a tool's function */
    public static List<ToolDefinition> tools(JsonFields body, UnaryOperator<JsonFields> function) {
        JsonNode array = body.array("tools", MAX_TOOLS);
        List<ToolDefinition> tools = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonFields tool = body.item("tools", array, i);
            if (!tool.requiredText("type").equals("function")) {
                throw tool.invalid("type", "must be function");
            }
            tools.add(tool(function.apply(tool)));
        }
        return tools;
    }

    private static ToolDefinition tool(JsonFields function) {
        JsonFields parameters = function.object("parameters");
        return new ToolDefinition(
                function.functionName(),
                function.text("description"),
                parameters == null ? null : parameters.json(),
                function.find("strict") == null ? null : function.flag("strict", false));
    }

    /** Reads the tool choice. @param function returns the object that names the chosen function */
    public static ToolChoice toolChoice(JsonFields body, UnaryOperator<JsonFields> function) {
        JsonNode choice = body.find("tool_choice");
        if (choice == null) {
            return ToolChoice.AUTO;
        }
        if (choice.isTextual()) {
            return switch (choice.textValue()) {
                case "auto" -> ToolChoice.AUTO;
                case "none" -> ToolChoice.NONE;
                case "required" -> ToolChoice.REQUIRED;
                default -> throw body.invalid("tool_choice", "must be auto, none, required or a function");
            };
        }
        return new ToolChoice.Function(
                function.apply(body.requiredObject("tool_choice")).functionName());
    }
}
