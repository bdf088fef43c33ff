package de.lopezitwelt.chat.reply.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update of a reply, as listeners receive them in order. Positions grow along the reply: a listener that names the
 * position of its last update resumes right after it, at any instance.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "update")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReplyUpdate.Created.class, name = "created"),
    @JsonSubTypes.Type(value = ReplyUpdate.Delta.class, name = "delta"),
    @JsonSubTypes.Type(value = ReplyUpdate.Thought.class, name = "thought"),
    @JsonSubTypes.Type(value = ReplyUpdate.ToolCalled.class, name = "tool_called"),
    @JsonSubTypes.Type(value = ReplyUpdate.ToolAnswered.class, name = "tool_answered"),
    @JsonSubTypes.Type(value = ReplyUpdate.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = ReplyUpdate.Failed.class, name = "failed")
})
public sealed interface ReplyUpdate {
    /** The position of the end, which is greater than that of any text. */
    long END = Long.MAX_VALUE;

    /**
     * 0 for the first update, {@link #END} for the last; else UTF-16 units of text and of thoughts plus tool calls and
     * their answers so far, this update included.
     */
    long position();

    /** The user's message is stored; the reply begins. */
    record Created(long position, MessageView message) implements ReplyUpdate {}

    /** More text. @param refusal whether the text is the model's reason for not answering */
    record Delta(
            long position,
            String text,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean refusal) implements ReplyUpdate {
        public Delta(long position, String text) {
            this(position, text, false);
        }
    }

    /**
     * More of a call that the client is to answer, while the model writes it. It takes no position: a listener that resumes receives
     * the whole call again, and {@link Completed} has it too.
     *
     * @param position that of the update before it
     * @param index 0, 1, 2 and so on in the order of the calls
     * @param arguments the next part, after those of the earlier updates
     */
    record Calling(long position, int index, String callId, String name, String arguments) implements ReplyUpdate {}

    /** A thought or a call between two pieces of text. */
    sealed interface Step extends ReplyUpdate {
        /** By how much it advances the position. */
        default int units() {
            return 1;
        }
    }

    /** More of what the model thinks before it speaks or calls a tool; no part of the answer. */
    record Thought(long position, String text) implements Step {
        @Override
        public int units() {
            return text.length();
        }

        /** The part of it after a position. */
        Thought after(long received) {
            int rest = (int) Math.min(position - received, text.length());
            return rest == text.length() ? this : new Thought(position, text.substring(text.length() - rest));
        }
    }

    /**
     * The agent calls a tool.
     *
     * @param arguments JSON text as the model wrote it
     * @param extra a JSON object of fields that the provider needs back with the call; null when there are none
     */
    record ToolCalled(
            long position,
            String callId,
            String name,
            String arguments,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String extra)
            implements Step {
        public ToolCalled(long position, String callId, String name, String arguments) {
            this(position, callId, name, arguments, null);
        }
    }

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
     * The reply is complete or was cancelled.
     *
     * @param message the agent's message; null when it has no text
     * @param model catalog name of the model that answered
     * @param offline true when the built-in offline model answered
     * @param clientToolCalls calls the client is to run itself
     * @param reasoning what the provider needs back with these calls; null when it needs nothing
     * @param detail why the reply says nothing; null when it has text or calls
     * @param stopSequence the sequence that ended it; null when none did, or when the provider does not say so
     */
    record Completed(
            @Nullable MessageView message,
            ReplyUsage usage,
            String finishReason,
            @Nullable String model,
            boolean offline,
            List<ToolCalled> clientToolCalls,
            @Nullable Reasoning reasoning,
            @Nullable String detail,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String stopSequence)
            implements End {
        public Completed(
                @Nullable MessageView message,
                ReplyUsage usage,
                String finishReason,
                @Nullable String model,
                boolean offline,
                List<ToolCalled> clientToolCalls,
                @Nullable Reasoning reasoning,
                @Nullable String detail) {
            this(message, usage, finishReason, model, offline, clientToolCalls, reasoning, detail, null);
        }
    }

    /** The reply failed. @param message the text until then; null when there was none */
    record Failed(@Nullable MessageView message, ReplyFailure problem) implements End {}
}
