package de.lopezitwelt.runtime.model;

import de.lopezitwelt.platform.json.WellFormed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation as a model reads it.
 *
 * @param content the text; empty for an assistant message that only calls tools. Lone halves of surrogate pairs, which
 *     strict providers refuse, are replaced
 * @param images images that a user sends with the text
 * @param toolCalls the tool calls of an assistant message, in order
 * @param toolCallId the call that a tool message answers
 * @param reasoning the assistant's reasoning before the message; null when there is none
 */
public record PromptMessage(
        Role role,
        String content,
        List<Image> images,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId,
        @Nullable Reasoning reasoning) {

    public PromptMessage {
        content = WellFormed.of(content);
        images = List.copyOf(images);
        toolCalls = List.copyOf(toolCalls);
        if ((role == Role.TOOL) != (toolCallId != null)) {
            throw new IllegalArgumentException("exactly a tool message names the call it answers");
        }
        if (role != Role.USER && !images.isEmpty()) {
            throw new IllegalArgumentException("only a user shows images");
        }
        if (role != Role.ASSISTANT && reasoning != null) {
            throw new IllegalArgumentException("only an assistant reasons");
        }
    }

    public static PromptMessage system(String content) {
        return new PromptMessage(Role.SYSTEM, content, List.of(), List.of(), null, null);
    }

    public static PromptMessage user(String content) {
        return user(content, List.of());
    }

    public static PromptMessage user(String content, List<Image> images) {
        return new PromptMessage(Role.USER, content, images, List.of(), null, null);
    }

    public static PromptMessage assistant(String content) {
        return assistant(content, List.of());
    }

    public static PromptMessage assistant(String content, List<ToolCall> toolCalls) {
        return assistant(content, toolCalls, null);
    }

    public static PromptMessage assistant(String content, List<ToolCall> toolCalls, @Nullable Reasoning reasoning) {
        return new PromptMessage(Role.ASSISTANT, content, List.of(), toolCalls, null, reasoning);
    }

    public static PromptMessage tool(String toolCallId, String content) {
        return new PromptMessage(Role.TOOL, content, List.of(), List.of(), toolCallId, null);
    }

    /** The same with a note in place of the images. */
    public PromptMessage withoutImages(String note) {
        return images.isEmpty() ? this : user(content.isEmpty() ? note : content + "\n\n" + note);
    }

    PromptMessage countingImages(int tokens) {
        return images.isEmpty()
                ? this
                : user(
                        content,
                        images.stream().map(image -> image.counting(tokens)).toList());
    }
}
