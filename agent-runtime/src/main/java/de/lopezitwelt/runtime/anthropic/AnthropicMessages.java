package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ModelRequest;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.model.Turn;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our prompts in LangChain4j's words. */
final class AnthropicMessages {

    private static final double HOTTEST = 1.0;

    private AnthropicMessages() {}

    static ChatRequest of(ModelRequest request, String upstreamName) {
        Sampling sampling = request.sampling();
        ChatRequest.Builder chat = ChatRequest.builder()
                .modelName(upstreamName)
                .messages(messages(request.prompt()))
                .maxOutputTokens(request.maxOutputTokens())
                .stopSequences(sampling.stop());
        // Newer models take one of the two only; the scale ends at 1 there.
        if (sampling.temperature() != null) {
            chat.temperature(Math.min(HOTTEST, sampling.temperature()));
        } else if (sampling.topP() != null) {
            chat.topP(sampling.topP());
        }
        if (!request.tools().isEmpty()) {
            chat.toolSpecifications(request.tools().stream()
                    .map(AnthropicMessages::specification)
                    .toList());
            ToolChoice choice = choice(request.toolChoice());
            if (choice != null) {
                chat.toolChoice(choice);
            }
        }
        return chat.build();
    }

    private static @Nullable ToolChoice choice(de.lopezitwelt.runtime.model.ToolChoice choice) {
        if (choice.equals(de.lopezitwelt.runtime.model.ToolChoice.NONE)) {
            return ToolChoice.NONE;
        }
        return choice.equals(de.lopezitwelt.runtime.model.ToolChoice.AUTO) ? null : ToolChoice.REQUIRED;
    }

    private static List<ChatMessage> messages(List<Turn> prompt) {
        Map<String, String> toolNames = new HashMap<>();
        List<ChatMessage> messages = new ArrayList<>(prompt.size());
        for (Turn turn : prompt) {
            turn.toolCalls().forEach(call -> toolNames.put(call.id(), call.name()));
            messages.add(message(turn, toolNames));
        }
        return messages;
    }

    private static ChatMessage message(Turn turn, Map<String, String> toolNames) {
        return switch (turn.role()) {
            case SYSTEM -> SystemMessage.from(turn.content());
            case USER -> turn.images().isEmpty() ? UserMessage.from(turn.content()) : seen(turn);
            case TOOL -> {
                String call = String.valueOf(turn.toolCallId());
                yield ToolExecutionResultMessage.from(call, toolNames.getOrDefault(call, "tool"), turn.content());
            }
            case ASSISTANT -> {
                List<ToolExecutionRequest> calls =
                        turn.toolCalls().stream().map(AnthropicMessages::call).toList();
                yield turn.content().isEmpty() ? AiMessage.from(calls) : AiMessage.from(turn.content(), calls);
            }
        };
    }

    /** Images before the text, as Anthropic recommends. */
    private static UserMessage seen(Turn turn) {
        List<Content> contents = new ArrayList<>();
        turn.images().forEach(image -> contents.add(ImageContent.from(image.base64(), image.mediaType())));
        if (!turn.content().isEmpty()) {
            contents.add(TextContent.from(turn.content()));
        }
        return UserMessage.from(contents);
    }

    private static ToolExecutionRequest call(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments().isBlank() ? "{}" : call.arguments())
                .build();
    }

    private static ToolSpecification specification(ToolDefinition tool) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
        JsonNode parameters = tool.parameters();
        if (parameters != null) {
            parameters
                    .path("properties")
                    .forEachEntry(
                            (name, property) -> schema.addProperty(name, JsonRawSchema.from(property.toString())));
            List<String> required = new ArrayList<>();
            parameters.path("required").forEach(name -> required.add(name.asText()));
            schema.required(required);
        }
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description() == null ? tool.name() : tool.description())
                .parameters(schema.build())
                .build();
    }
}
