package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.CommonFields;
import de.lopezitwelt.chat.openai.CustomTool;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.openai.NewTurn;
import de.lopezitwelt.chat.openai.ProviderState;
import de.lopezitwelt.chat.openai.responses.write.ReasoningState;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code input}: a text, or items as responses contain them. */
public final class InputReader {
    private static final String FIELD = "input";
    private static final int MAX_ITEMS = 2_048;
    private static final int MAX_PARTS = 256;

    /** What OpenAI's own services did in earlier turns. No model here knows of them, so they are left out. */
    private static final Set<String> OF_SERVICES = Set.of(
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "image_generation_call",
            "mcp_list_tools",
            "mcp_call",
            "mcp_approval_request",
            "mcp_approval_response");

    private InputReader() {}

    /** Whether the instructions are all there is: they are the question then. */
    static boolean isInstructionsAlone(JsonFields body) {
        JsonNode input = body.find(FIELD);
        return (input == null || input.isTextual() && input.textValue().isEmpty() || input.isArray() && input.isEmpty())
                && body.text("instructions") != null;
    }

    /** Reads the input. @param files is given the files in the messages */
    static List<PromptMessage> turns(JsonFields body, List<InlineFile> files) {
        if (isInstructionsAlone(body)) {
            return List.of(PromptMessage.user(body.requiredText("instructions")));
        }
        JsonNode input = body.find(FIELD);
        if (input != null && input.isTextual() && !input.textValue().isEmpty()) {
            return List.of(PromptMessage.user(input.textValue()));
        }
        JsonNode items = input == null || input.isTextual() ? null : body.array(FIELD, MAX_ITEMS);
        if (items == null || items.isEmpty()) {
            throw body.invalid(FIELD, "must be a text or at least one item");
        }
        return NewTurn.asked(items(body, FIELD, items, files));
    }

    /** Reads items. @param field that holds them */
    public static List<PromptMessage> items(JsonFields body, String field, JsonNode items, List<InlineFile> files) {
        List<PromptMessage> turns = new ArrayList<>(items.size());
        Reasoning thought = null;
        for (int i = 0; i < items.size(); i++) {
            thought = add(turns, body.item(field, items, i), files, thought);
        }
        return turns;
    }

    static List<NewUserMessage> newMessages(JsonFields body, List<PromptMessage> turns) {
        List<NewUserMessage> messages = NewTurn.of(turns).messages(turns);
        if (messages.isEmpty()) {
            throw body.invalid(
                    FIELD, "must have a message of the user or the output of a function after the last answer");
        }
        return messages;
    }

    /** Adds an item. @param thought what was thought before it; returns what was thought before the next one */
    private static @Nullable Reasoning add(
            List<PromptMessage> turns, JsonFields item, List<InlineFile> files, @Nullable Reasoning thought) {
        String type = Objects.requireNonNullElse(item.text("type"), "message");
        switch (type) {
            case "message" -> turns.add(message(item, turns.size(), files));
            case "function_call" -> call(turns, item, CommonFields.arguments(item), thought);
            case "custom_tool_call" -> {
                String text = item.text("input");
                call(turns, item, CustomTool.arguments(text == null ? "" : text), thought);
            }
            case "function_call_output", "custom_tool_call_output" ->
                turns.add(PromptMessage.tool(item.requiredText("call_id"), content(item, "output", 0, null)));
            case "reasoning" -> {
                return ReasoningState.read(item.json());
            }
            default -> {
                if (!OF_SERVICES.contains(type)) {
                    throw item.invalid("type", "must be message, reasoning, or a call of a function or its output");
                }
                return thought;
            }
        }
        return turns.getLast().role() == Role.ASSISTANT
                        && turns.getLast().toolCalls().isEmpty()
                ? thought
                : null;
    }

    private static PromptMessage message(JsonFields item, int turn, List<InlineFile> files) {
        String role = item.requiredText("role");
        String content = content(item, "content", turn, role.equals("user") ? files : null);
        return switch (role) {
            case "user" -> PromptMessage.user(content);
            case "assistant" -> PromptMessage.assistant(content);
            case "system", "developer" -> PromptMessage.system(content);
            default -> throw item.invalid("role", "must be user, assistant, system or developer");
        };
    }

    /** Merges calls with the text that they belong to: for a model these are one message. */
    private static void call(
            List<PromptMessage> turns, JsonFields item, String arguments, @Nullable Reasoning thought) {
        ToolCall call = new ToolCall(
                item.requiredText("call_id"), item.requiredText("name"), arguments, ProviderState.ofCall(item.json()));
        boolean joins = !turns.isEmpty() && turns.getLast().role() == Role.ASSISTANT;
        PromptMessage before = joins ? turns.removeLast() : PromptMessage.assistant("");
        List<ToolCall> calls = new ArrayList<>(before.toolCalls());
        calls.add(call);
        turns.add(PromptMessage.assistant(before.content(), calls, thought == null ? before.reasoning() : thought));
    }

    /** Reads the content. @param files null when only text is allowed */
    private static String content(JsonFields item, String name, int turn, @Nullable List<InlineFile> files) {
        JsonNode content = item.find(name);
        if (content == null) {
            throw item.invalid(name, "is required");
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        JsonNode parts = item.array(name, MAX_PARTS);
        StringBuilder text = new StringBuilder();
        for (int i = 0; parts != null && i < parts.size(); i++) {
            JsonFields part = item.item(name, parts, i);
            InlineFile file = files == null ? null : InlineFile.read(part, turn);
            if (files == null || file == null) {
                text.append(part(part));
            } else {
                files.add(file);
            }
        }
        return text.toString();
    }

    private static String part(JsonFields part) {
        String type = part.requiredText("type");
        String text = switch (type) {
            case "input_text", "output_text" -> part.text("text");
            case "refusal" -> part.text("refusal");
            default -> null;
        };
        if (text == null) {
            throw part.invalid("type", "must be text, or in a user's message input_image or input_file");
        }
        return text;
    }
}
