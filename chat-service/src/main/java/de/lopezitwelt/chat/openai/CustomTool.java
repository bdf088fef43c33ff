package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tool of the client that takes a text instead of arguments. Few providers know such tools, so a model sees a function of
 * one text, and the client sees its text alone.
 */
public final class CustomTool {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT = "input";

    private CustomTool() {}

    /** The function. A grammar, which providers do not enforce, is told to the model. */
    static ToolDefinition definition(JsonFields tool) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        parameters
                .putObject("properties")
                .putObject(INPUT)
                .put("type", "string")
                .put("description", "The whole input of the tool, as plain text." + grammar(tool.object("format")));
        parameters.putArray("required").add(INPUT);
        parameters.put("additionalProperties", false);
        return new ToolDefinition(tool.functionName(), tool.text("description"), parameters);
    }

    private static String grammar(@Nullable JsonFields format) {
        if (format == null || !format.requiredText("type").equals("grammar")) {
            return "";
        }
        JsonFields grammar = Objects.requireNonNullElse(format.object("grammar"), format);
        return " It must follow this grammar (" + grammar.requiredText("syntax") + "):\n"
                + grammar.requiredText("definition");
    }

    /** The arguments of a call. @param input the text that the client was given */
    public static String arguments(String input) {
        return JsonNodeFactory.instance.objectNode().put(INPUT, input).toString();
    }

    /** The text for the client. Arguments of another form, which models write now and then, are the text themselves. */
    public static String input(String arguments) {
        try {
            JsonNode read = JSON.readTree(arguments);
            return read.path(INPUT).isTextual() ? read.path(INPUT).textValue() : arguments;
        } catch (JsonProcessingException plainText) {
            return arguments;
        }
    }
}
