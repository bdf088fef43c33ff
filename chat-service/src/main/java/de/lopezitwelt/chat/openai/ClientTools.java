package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The tools that the client runs. Tools of other types than function and custom are services of OpenAI's: clients offer them
 * and run without them, so they are left out. A client that insists on one is refused.
 *
 * @param custom names of the {@link CustomTool custom} ones
 * @param given the tools as the client sent them, without those left out
 */
public record ClientTools(List<ToolDefinition> definitions, Set<String> custom, ToolChoice choice, ArrayNode given) {
    private static final int MAX_TOOLS = 128;
    private static final String FIELD = "tools";
    private static final String CHOICE = "tool_choice";
    private static final String FUNCTION = "function";
    private static final String CUSTOM = "custom";

    /**
     * Reads {@code tools} and {@code tool_choice}.
     *
     * @param inner of an object and its type the object that describes the tool: completions nest it, responses do not
     */
    public static ClientTools read(JsonFields body, BiFunction<JsonFields, String, JsonFields> inner) {
        JsonNode array = body.array(FIELD, MAX_TOOLS);
        List<ToolDefinition> definitions = new ArrayList<>();
        Set<String> custom = new HashSet<>();
        ArrayNode given = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonFields tool = body.item(FIELD, array, i);
            String type = tool.requiredText("type");
            if (type.equals(FUNCTION)) {
                definitions.add(function(inner.apply(tool, FUNCTION)));
            } else if (type.equals(CUSTOM)) {
                definitions.add(CustomTool.definition(inner.apply(tool, CUSTOM)));
                custom.add(definitions.getLast().name());
            } else {
                continue;
            }
            given.add(tool.json());
        }
        boolean allLeftOut = definitions.isEmpty() && array != null && !array.isEmpty();
        return new ClientTools(definitions, custom, ToolChoice.AUTO, given).chosen(body, inner, allLeftOut);
    }

    private ClientTools chosen(JsonFields body, BiFunction<JsonFields, String, JsonFields> inner, boolean allLeftOut) {
        JsonNode choice = body.find(CHOICE);
        if (choice == null) {
            return this;
        }
        if (choice.isTextual()) {
            ToolChoice mode = mode(body, CHOICE);
            if (mode == ToolChoice.REQUIRED && allLeftOut) {
                throw body.invalid(CHOICE, "asks for a tool, but none is a function or a custom tool");
            }
            return with(mode);
        }
        JsonFields object = body.requiredObject(CHOICE);
        String type = object.text("type");
        return switch (type == null ? FUNCTION : type) {
            case FUNCTION ->
                with(new ToolChoice.Function(inner.apply(object, FUNCTION).functionName()));
            case CUSTOM ->
                with(new ToolChoice.Function(inner.apply(object, CUSTOM).functionName()));
            case "allowed_tools" -> allowed(inner.apply(object, "allowed_tools"), inner);
            default -> throw object.invalid("type", "must be function, custom or allowed_tools");
        };
    }

    private static ToolChoice mode(JsonFields fields, String name) {
        return switch (fields.requiredText(name)) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "required" -> ToolChoice.REQUIRED;
            default -> throw fields.invalid(name, "must be auto, none, required or a function");
        };
    }

    /** The model is not shown the others, which are no use to it. */
    private ClientTools allowed(JsonFields choice, BiFunction<JsonFields, String, JsonFields> inner) {
        JsonNode array = choice.array(FIELD, MAX_TOOLS);
        Set<String> names = new HashSet<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonFields tool = choice.item(FIELD, array, i);
            String type = tool.requiredText("type");
            if (type.equals(FUNCTION) || type.equals(CUSTOM)) {
                names.add(inner.apply(tool, type).functionName());
            }
        }
        List<ToolDefinition> kept =
                definitions.stream().filter(tool -> names.contains(tool.name())).toList();
        if (kept.isEmpty()) {
            throw choice.invalid(FIELD, "must name a function or a custom tool of this request");
        }
        return new ClientTools(kept, custom, mode(choice, "mode"), given);
    }

    private ClientTools with(ToolChoice other) {
        return new ClientTools(definitions, custom, other, given);
    }

    private static ToolDefinition function(JsonFields function) {
        JsonFields parameters = function.object("parameters");
        return new ToolDefinition(
                function.functionName(),
                function.text("description"),
                parameters == null ? null : parameters.json(),
                function.find("strict") == null ? null : function.flag("strict", false));
    }
}
