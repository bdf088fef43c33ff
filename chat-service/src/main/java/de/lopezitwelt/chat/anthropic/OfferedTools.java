package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the client runs. Tools with a type of Anthropic's own ({@code web_search_…}, {@code bash_…} and the like) have
 * no schema of their own or run at Anthropic, so they are left out. A client that insists on one is refused.
 *
 * @param parallel whether several may be called at once; null when the client does not say
 */
record OfferedTools(
        List<ToolDefinition> definitions,
        ToolChoice choice,
        @Nullable Boolean parallel) {
    private static final int MAX_TOOLS = 1_024;
    private static final String FIELD = "tools";
    private static final String CHOICE = "tool_choice";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    /** Reads {@code tools} and {@code tool_choice}. */
    static OfferedTools read(JsonFields body) {
        JsonNode array = body.array(FIELD, MAX_TOOLS);
        List<ToolDefinition> definitions = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonFields tool = body.item(FIELD, array, i);
            String type = tool.text("type");
            if (type == null || type.equals("custom")) {
                definitions.add(definition(tool));
            }
        }
        JsonFields choice = body.object(CHOICE);
        if (choice == null) {
            return new OfferedTools(definitions, ToolChoice.AUTO, null);
        }
        boolean single = choice.flag("disable_parallel_tool_use", false);
        return new OfferedTools(definitions, choice(choice, definitions), single ? Boolean.FALSE : null);
    }

    private static ToolDefinition definition(JsonFields tool) {
        String name = name(tool);
        JsonFields schema = tool.object("input_schema");
        return new ToolDefinition(
                name,
                tool.text("description"),
                schema == null ? null : schema.json(),
                tool.find("strict") == null ? null : tool.flag("strict", false));
    }

    private static String name(JsonFields tool) {
        String name = tool.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw tool.invalid("name", "must be 1 to 128 letters, digits, underscores or dashes");
        }
        return name;
    }

    private static ToolChoice choice(JsonFields choice, List<ToolDefinition> definitions) {
        String type = choice.requiredText("type");
        return switch (type) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "any" -> {
                if (definitions.isEmpty()) {
                    throw choice.invalid("type", "asks for a tool, but there is none that the client runs");
                }
                yield ToolChoice.REQUIRED;
            }
            case "tool" -> {
                String name = choice.requiredText("name");
                if (definitions.stream().noneMatch(tool -> tool.name().equals(name))) {
                    throw choice.invalid("name", "must be a tool of this request that the client runs");
                }
                yield new ToolChoice.Function(name);
            }
            default -> throw choice.invalid("type", "must be auto, any, tool or none");
        };
    }
}
