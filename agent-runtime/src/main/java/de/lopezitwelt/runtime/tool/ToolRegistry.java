package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that agents may name in their configuration. */
public final class ToolRegistry {

    /** Longest result, in characters, that a model gets to see. */
    public static final int MAX_RESULT_LENGTH = 1_024;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    public ToolRegistry(List<Tool> tools) {
        tools.forEach(tool -> this.tools.put(tool.definition().name(), tool));
    }

    /** The calculator and the clock. */
    public static ToolRegistry builtIn(Clock clock) {
        return new ToolRegistry(List.of(new CalculatorTool(), new DateTimeTool(clock)));
    }

    /** In the order of registration. */
    public List<String> names() {
        return List.copyOf(tools.keySet());
    }

    /** Definitions of those named that exist; a tool that was taken away is not offered. */
    public List<ToolDefinition> definitions(Collection<String> names) {
        return names.stream()
                .map(tools::get)
                .filter(tool -> tool != null)
                .map(Tool::definition)
                .toList();
    }

    /** Never fails: whatever goes wrong is told to the model. */
    public Uni<ToolCallAnswered> call(ToolCall call) {
        Tool tool = tools.get(call.name());
        if (tool == null) {
            return Uni.createFrom().item(failed(call, "there is no such tool"));
        }
        JsonNode arguments;
        try {
            arguments = JSON.readTree(call.arguments().isBlank() ? "{}" : call.arguments());
        } catch (JsonProcessingException e) {
            return Uni.createFrom().item(failed(call, "the arguments are not JSON"));
        }
        return Uni.createFrom()
                .deferred(() -> tool.call(arguments))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(result -> new ToolCallAnswered(call.id(), call.name(), shortened(result), false))
                .onFailure()
                .recoverWithItem(failure -> failed(
                        call,
                        failure instanceof ToolFailure known ? String.valueOf(known.getMessage()) : "the tool failed"));
    }

    private static ToolCallAnswered failed(ToolCall call, String reason) {
        return new ToolCallAnswered(call.id(), call.name(), "error: " + shortened(reason), true);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_RESULT_LENGTH ? text : text.substring(0, MAX_RESULT_LENGTH);
    }
}
