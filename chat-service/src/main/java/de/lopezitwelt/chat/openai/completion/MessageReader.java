package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.CommonFields;
import de.lopezitwelt.chat.openai.CustomTool;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.openai.NewTurn;
import de.lopezitwelt.chat.openai.ProviderState;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages}, and tells which of them are new. */
final class MessageReader {
    private static final int MAX_MESSAGES = 2_048;
    private static final int MAX_PARTS = 256;
    private static final String FIELD = "messages";

    private MessageReader() {}

    /** Reads the conversation. @param files is given the files in the messages */
    static List<PromptMessage> turns(JsonFields body, List<InlineFile> files) {
        JsonNode array = body.array(FIELD, MAX_MESSAGES);
        if (array == null || array.isEmpty()) {
            throw body.invalid(FIELD, "must have at least one message");
        }
        List<PromptMessage> turns = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            turns.add(turn(body.item(FIELD, array, i), i, files));
        }
        return NewTurn.asked(turns);
    }

    static List<NewUserMessage> newMessages(JsonFields body, List<PromptMessage> turns) {
        List<NewUserMessage> messages = NewTurn.of(turns).messages(turns);
        if (messages.isEmpty()) {
            throw body.invalid(FIELD, "must have a message of the user or the result of a tool after the last answer");
        }
        return messages;
    }

    private static PromptMessage turn(JsonFields message, int index, List<InlineFile> files) {
        String role = message.requiredText("role");
        return switch (role) {
            case "system", "developer" -> PromptMessage.system(content(message, true));
            case "user" -> PromptMessage.user(content(message, true, index, files));
            case "assistant" -> assistant(message);
            case "tool" -> PromptMessage.tool(message.requiredText("tool_call_id"), content(message, true));
            default -> throw message.invalid("role", "must be system, developer, user, assistant or tool");
        };
    }

    private static PromptMessage assistant(JsonFields message) {
        JsonNode array = message.array("tool_calls", MAX_PARTS);
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonFields call = message.item("tool_calls", array, i);
            JsonFields custom = call.object("custom");
            JsonFields made = custom == null ? call.requiredObject("function") : custom;
            calls.add(new ToolCall(
                    call.requiredText("id"),
                    made.requiredText("name"),
                    custom == null
                            ? CommonFields.arguments(made)
                            : CustomTool.arguments(Objects.requireNonNullElse(made.text("input"), "")),
                    ProviderState.ofCall(call.json())));
        }
        String refusal = message.text("refusal");
        String content = content(message, calls.isEmpty() && refusal == null);
        content = content.isEmpty() && refusal != null ? refusal : content;
        return calls.isEmpty()
                ? PromptMessage.assistant(content)
                : PromptMessage.assistant(content, calls, ProviderState.ofMessage(message.json()));
    }

    private static String content(JsonFields message, boolean required) {
        return content(message, required, 0, null);
    }

    /** Reads the content. @param files null when only text is allowed */
    private static String content(JsonFields message, boolean required, int turn, @Nullable List<InlineFile> files) {
        JsonNode content = message.find("content");
        if (content == null) {
            if (required) {
                throw message.invalid("content", "is required");
            }
            return "";
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        JsonNode parts = message.array("content", MAX_PARTS);
        StringBuilder text = new StringBuilder();
        for (int i = 0; parts != null && i < parts.size(); i++) {
            JsonFields part = message.item("content", parts, i);
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
        String text = part.text(type.equals("refusal") ? "refusal" : "text");
        boolean readable = type.equals("text") || type.equals("refusal");
        if (!readable || text == null) {
            throw part.invalid("type", "must be text, or in a user's message image_url or file");
        }
        return text;
    }

    /** The metadata for a new session: the client's, with text values. */
    static @Nullable String metadata(@Nullable JsonFields metadata) {
        if (metadata == null) {
            return null;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        metadata.json().fieldNames().forEachRemaining(name -> {
            String value = metadata.text(name);
            boolean ours = name.equals(CompletionRequestReader.SESSION_ID)
                    || name.equals(CompletionRequestReader.ORGANIZATION_ID);
            if (value != null && !ours) {
                kept.put(name, value);
            }
        });
        return kept.isEmpty() ? null : kept.toString();
    }
}
