package de.lopezitwelt.runtime.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param content the text; empty for an assistant turn that only calls tools
 * @param toolCalls calls an assistant turn makes, in order
 * @param toolCallId the call a tool turn answers
 */
public record Turn(
        Role role,
        String content,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {

    public Turn {
        toolCalls = List.copyOf(toolCalls);
        if ((role == Role.TOOL) != (toolCallId != null)) {
            throw new IllegalArgumentException("exactly a tool turn names the call it answers");
        }
    }

    public static Turn system(String content) {
        return new Turn(Role.SYSTEM, content, List.of(), null);
    }

    public static Turn user(String content) {
        return new Turn(Role.USER, content, List.of(), null);
    }

    public static Turn assistant(String content) {
        return new Turn(Role.ASSISTANT, content, List.of(), null);
    }

    public static Turn assistant(String content, List<ToolCall> toolCalls) {
        return new Turn(Role.ASSISTANT, content, toolCalls, null);
    }

    public static Turn tool(String toolCallId, String content) {
        return new Turn(Role.TOOL, content, List.of(), toolCallId);
    }
}
