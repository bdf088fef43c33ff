package de.lopezitwelt.runtime.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param content the text; empty for an assistant turn that only calls tools
 * @param images what a user shows beside the text
 * @param toolCalls calls an assistant turn makes, in order
 * @param toolCallId the call a tool turn answers
 * @param reasoning what an assistant thought before; null when nothing is known of it
 */
public record Turn(
        Role role,
        String content,
        List<Image> images,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId,
        @Nullable Reasoning reasoning) {

    public Turn {
        images = List.copyOf(images);
        toolCalls = List.copyOf(toolCalls);
        if ((role == Role.TOOL) != (toolCallId != null)) {
            throw new IllegalArgumentException("exactly a tool turn names the call it answers");
        }
        if (role != Role.USER && !images.isEmpty()) {
            throw new IllegalArgumentException("only a user shows images");
        }
        if (role != Role.ASSISTANT && reasoning != null) {
            throw new IllegalArgumentException("only an assistant reasons");
        }
    }

    public static Turn system(String content) {
        return new Turn(Role.SYSTEM, content, List.of(), List.of(), null, null);
    }

    public static Turn user(String content) {
        return user(content, List.of());
    }

    public static Turn user(String content, List<Image> images) {
        return new Turn(Role.USER, content, images, List.of(), null, null);
    }

    public static Turn assistant(String content) {
        return assistant(content, List.of());
    }

    public static Turn assistant(String content, List<ToolCall> toolCalls) {
        return assistant(content, toolCalls, null);
    }

    public static Turn assistant(String content, List<ToolCall> toolCalls, @Nullable Reasoning reasoning) {
        return new Turn(Role.ASSISTANT, content, List.of(), toolCalls, null, reasoning);
    }

    public static Turn tool(String toolCallId, String content) {
        return new Turn(Role.TOOL, content, List.of(), List.of(), toolCallId, null);
    }

    Turn countingImages(int tokens) {
        return images.isEmpty()
                ? this
                : user(
                        content,
                        images.stream().map(image -> image.counting(tokens)).toList());
    }
}
