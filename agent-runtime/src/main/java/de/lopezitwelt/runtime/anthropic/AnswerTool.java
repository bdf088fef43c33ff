package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The tool that a model calls to give an answer of a certain shape: its arguments are the answer. The protocol knows no
 * {@code response_format}.
 */
final class AnswerTool {

    private static final String DESCRIPTION =
            "Gives the whole answer. Call it exactly once, with the answer as its input.";

    /** In place of a forced call, which models that think refuse. */
    static final String INSTRUCTION = "Give your final answer by calling the tool %s, and in no other way.";

    private AnswerTool() {}

    /**
     * The tool for a request; null when its answer is free text, when it must call one of the caller's tools, and for a shape
     * that is no object, which no tool can have.
     */
    static @Nullable ToolDefinition of(ModelRequest request) {
        ToolChoice choice = request.toolChoice();
        if (choice.equals(ToolChoice.REQUIRED) || choice instanceof ToolChoice.Function) {
            return null;
        }
        return switch (request.responseFormat()) {
            case ResponseFormat.Text text -> null;
            case ResponseFormat.JsonObject object ->
                tool(request, "json", JsonNodeFactory.instance.objectNode().put("type", "object"));
            case ResponseFormat.JsonSchema schema ->
                isObject(schema.schema()) ? tool(request, schema.name(), schema.schema()) : null;
        };
    }

    private static boolean isObject(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isMissingNode()
                ? schema.has("properties") || schema.has("$ref")
                : type.asText().equals("object");
    }

    private static ToolDefinition tool(ModelRequest request, String wanted, JsonNode schema) {
        String name = wanted.replaceAll("[^A-Za-z0-9_-]", "_");
        String free = name.isEmpty() ? "answer" : name.substring(0, Math.min(name.length(), 60));
        while (isTaken(request, free)) {
            free += "_";
        }
        return new ToolDefinition(free, DESCRIPTION, schema);
    }

    private static boolean isTaken(ModelRequest request, String name) {
        return request.tools().stream().anyMatch(tool -> tool.name().equals(name));
    }
}
