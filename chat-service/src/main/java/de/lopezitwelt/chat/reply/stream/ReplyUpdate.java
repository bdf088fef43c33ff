package de.lopezitwelt.chat.reply.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import de.lopezitwelt.chat.message.MessageView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What listeners of a reply hear, in order. Each update has a position of its own, which grows along the reply: a listener
 * that names the last one it heard goes on right after it, at any instance.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "update")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReplyUpdate.Created.class, name = "created"),
    @JsonSubTypes.Type(value = ReplyUpdate.Delta.class, name = "delta"),
    @JsonSubTypes.Type(value = ReplyUpdate.ToolCalled.class, name = "tool_called"),
    @JsonSubTypes.Type(value = ReplyUpdate.ToolAnswered.class, name = "tool_answered"),
    @JsonSubTypes.Type(value = ReplyUpdate.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = ReplyUpdate.Failed.class, name = "failed")
})
public sealed interface ReplyUpdate {
    /** Of the end: however much of the text was kept, it comes after all that was said. */
    long END = Long.MAX_VALUE;

    /** 0 first, then the number of UTF-16 units of text and of steps of tools so far, this one included; last {@link #END}. */
    long position();

    /** The user's message stands; the reply begins. */
    record Created(long position, MessageView message) implements ReplyUpdate {}

    /** More text. */
    record Delta(long position, String text) implements ReplyUpdate {}

    /** What happens between two words. */
    sealed interface Step extends ReplyUpdate {}

    /** The agent calls a tool; {@code arguments} is JSON text as the model wrote it. */
    record ToolCalled(long position, String callId, String name, String arguments) implements Step {}

    /** A built-in tool answered. */
    record ToolAnswered(long position, String callId, String name, String result, boolean failed) implements Step {}

    /** How a reply ends. */
    sealed interface End extends ReplyUpdate {
        @Override
        default long position() {
            return END;
        }
    }

    /**
     * All was said, or the caller had enough.
     *
     * @param message the agent's message; null when nothing was said
     * @param model catalog name of the model that answered
     * @param offline true when the built-in offline model answered
     * @param clientToolCalls calls the client is to run itself
     */
    record Completed(
            @Nullable MessageView message,
            ReplyUsage usage,
            String finishReason,
            @Nullable String model,
            boolean offline,
            List<ToolCalled> clientToolCalls)
            implements End {}

    /** @param message what had been said until then; null when it was nothing */
    record Failed(@Nullable MessageView message, ReplyFailure problem) implements End {}
}
