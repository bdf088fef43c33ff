package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads {@code system} and {@code messages} as the turns of a conversation. */
final class ConversationReader {
    private static final int MAX_MESSAGES = 10_000;
    private static final int MAX_BLOCKS = 2_000;
    private static final String MESSAGES = "messages";
    private static final String SYSTEM = "system";
    private static final String CONTENT = "content";
    /** Between texts of a user, which are blocks of their own. */
    private static final String PARAGRAPH = "\n\n";

    /** Claude Code's first instruction: a note for Anthropic, other in each request, which no model should read. */
    private static final String NOTE_TO_ANTHROPIC = "x-anthropic-billing-header:";

    private final List<PromptMessage> turns = new ArrayList<>();
    private final List<InlineFile> files;

    private ConversationReader(List<InlineFile> files) {
        this.files = files;
    }

    /** Reads the conversation. @param files is given the files in the messages */
    static List<PromptMessage> turns(JsonFields body, List<InlineFile> files) {
        ConversationReader reader = new ConversationReader(files);
        reader.instructions(body, SYSTEM);
        JsonNode array = body.array(MESSAGES, MAX_MESSAGES);
        if (array == null || array.isEmpty()) {
            throw body.invalid(MESSAGES, "must have at least one message");
        }
        for (int i = 0; i < array.size(); i++) {
            reader.message(body.item(MESSAGES, array, i));
        }
        return reader.turns;
    }

    private void message(JsonFields message) {
        switch (message.requiredText("role")) {
            case "user" -> user(message);
            case "assistant" -> assistant(message);
            case "system" -> instructions(message, CONTENT);
            default -> throw message.invalid("role", "must be user or assistant");
        }
    }

    private void instructions(JsonFields from, String field) {
        for (JsonFields block : blocks(from, field)) {
            String text = block.text("text");
            if (text != null && text.startsWith(NOTE_TO_ANTHROPIC)) {
                int end = text.indexOf('\n');
                text = end < 0 ? "" : text.substring(end + 1).strip();
            }
            if (text != null && !text.isBlank()) {
                turns.add(PromptMessage.system(text));
            }
        }
    }

    /** The content as blocks; a text is one of them. */
    private static List<JsonFields> blocks(JsonFields from, String field) {
        JsonNode content = from.find(field);
        if (content == null) {
            return List.of();
        }
        if (content.isTextual()) {
            return List.of(new JsonFields(ContentBlock.text(content.textValue()), from.pathOf(field)));
        }
        JsonNode array = Objects.requireNonNull(from.array(field, MAX_BLOCKS));
        List<JsonFields> blocks = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            blocks.add(from.item(field, array, i));
        }
        return blocks;
    }

    /** The results of tools come first, because they answer the message before; pictures in them are shown after them. */
    private void user(JsonFields message) {
        require(message);
        List<PromptMessage> results = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<ContentBlock.File> shown = new ArrayList<>();
        for (JsonFields block : blocks(message, CONTENT)) {
            if (block.requiredText("type").equals("tool_result")) {
                results.add(result(block, shown));
            } else {
                texts.addAll(ContentBlock.texts(block));
                shown.addAll(ContentBlock.files(block));
            }
        }
        turns.addAll(results);
        if (results.isEmpty() || !texts.isEmpty() || !shown.isEmpty()) {
            shown.forEach(file -> files.add(file.of(turns.size())));
            turns.add(PromptMessage.user(String.join(PARAGRAPH, texts)));
        }
    }

    private static void require(JsonFields message) {
        if (message.find(CONTENT) == null) {
            throw message.invalid(CONTENT, "is required");
        }
    }

    private static PromptMessage result(JsonFields block, List<ContentBlock.File> shown) {
        List<String> texts = new ArrayList<>();
        int before = shown.size();
        for (JsonFields part : blocks(block, CONTENT)) {
            texts.addAll(ContentBlock.texts(part));
            shown.addAll(ContentBlock.files(part));
        }
        int files = shown.size() - before;
        if (files > 0) {
            texts.add(
                    files == 1 ? "(The file is shown after the results.)" : "(The files are shown after the results.)");
        }
        String text = String.join(PARAGRAPH, texts);
        boolean failed = block.flag("is_error", false);
        return PromptMessage.tool(block.requiredText("tool_use_id"), failed ? "The tool failed. " + text : text);
    }

    private void assistant(JsonFields message) {
        require(message);
        StringBuilder text = new StringBuilder();
        List<JsonFields> calls = new ArrayList<>();
        ThoughtReader thoughts = new ThoughtReader();
        for (JsonFields block : blocks(message, CONTENT)) {
            switch (block.requiredText("type")) {
                case "text" -> text.append(Objects.requireNonNullElse(block.text("text"), ""));
                case "tool_use" -> calls.add(block);
                case "thinking" -> thoughts.thinking(block);
                case "redacted_thinking" -> thoughts.redacted(block);
                // what Anthropic's own services did there means nothing to other models
                default -> {}
            }
        }
        turns.add(
                calls.isEmpty()
                        ? PromptMessage.assistant(text.toString())
                        : PromptMessage.assistant(
                                text.toString(),
                                calls.stream().map(call -> call(call, thoughts)).toList(),
                                thoughts.reasoning()));
    }

    private static ToolCall call(JsonFields block, ThoughtReader thoughts) {
        String id = block.requiredText("id");
        JsonFields input = block.object("input");
        return new ToolCall(
                id,
                block.requiredText("name"),
                input == null ? "{}" : input.json().toString(),
                thoughts.extraOf(id));
    }
}
