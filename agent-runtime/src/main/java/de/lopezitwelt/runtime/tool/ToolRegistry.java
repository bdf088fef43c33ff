package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of one reply. */
public final class ToolRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    public ToolRegistry(List<Tool> tools) {
        tools.forEach(tool -> this.tools.put(tool.definition().name(), tool));
    }

    public boolean isEmpty() {
        return tools.isEmpty();
    }

    /** In the order of registration. */
    public List<ToolDefinition> definitions() {
        return tools.values().stream().map(Tool::definition).toList();
    }

    /** Characters of a result at most. */
    public int maxResultLength() {
        return tools.values().stream().mapToInt(Tool::maxResultLength).max().orElse(Tool.SHORT_RESULT);
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
                .after(tool.timeout())
                .fail()
                .map(result ->
                        new ToolCallAnswered(call.id(), call.name(), shortened(result, tool.maxResultLength()), false))
                .onFailure()
                .recoverWithItem(failure -> failed(
                        call,
                        failure instanceof ToolFailure known ? String.valueOf(known.getMessage()) : "the tool failed"));
    }

    private static ToolCallAnswered failed(ToolCall call, String reason) {
        return new ToolCallAnswered(call.id(), call.name(), "error: " + shortened(reason, Tool.SHORT_RESULT), true);
    }

    private static String shortened(String text, int longest) {
        return WellFormed.of(WellFormed.cut(text, longest));
    }
}
