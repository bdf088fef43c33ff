package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.platform.web.openapi.StreamEvent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The data of the Server-Sent Events of a reply. */
@Schema(
        name = "ReplyEvent",
        oneOf = {
            ReplyEvent.Created.class,
            ReplyEvent.Delta.class,
            ReplyEvent.ReasoningDelta.class,
            ReplyEvent.ToolCalled.class,
            ReplyEvent.ToolAnswered.class,
            ReplyEvent.Completed.class,
            ReplyEvent.Failed.class
        })
public sealed interface ReplyEvent {
    /** The user's message is stored; the reply begins. */
    @StreamEvent(Created.NAME)
    @Schema(name = "MessageCreated")
    record Created(MessageView message) implements ReplyEvent {
        static final String NAME = "message.created";
    }

    /** More text. */
    @StreamEvent(Delta.NAME)
    @Schema(name = "Delta")
    record Delta(String text) implements ReplyEvent {
        static final String NAME = "delta";
    }

    /** More of what the model thinks before it speaks or calls a tool; no part of the message's text. */
    @StreamEvent(ReasoningDelta.NAME)
    @Schema(name = "ReasoningDelta")
    record ReasoningDelta(String text) implements ReplyEvent {
        static final String NAME = "reasoning.delta";
    }

    /** The agent calls a tool; {@code arguments} is JSON text as the model wrote it. */
    @StreamEvent(ToolCalled.NAME)
    @Schema(name = "ToolCalled")
    record ToolCalled(String id, String name, String arguments) implements ReplyEvent {
        static final String NAME = "tool.called";
    }

    /** A built-in tool answered. */
    @StreamEvent(ToolAnswered.NAME)
    @Schema(name = "ToolAnswered")
    record ToolAnswered(String id, String name, String result, boolean failed) implements ReplyEvent {
        static final String NAME = "tool.answered";
    }

    /**
     * The reply is complete or was cancelled; the message is null when it has no text. The last event.
     *
     * @param detail why the reply says nothing; null when it has text or calls
     */
    @StreamEvent(Completed.NAME)
    @Schema(name = "MessageCompleted")
    record Completed(
            @Nullable MessageView message,
            ReplyUsage usage,
            String finishReason,

            @Schema(description = "Why the reply says nothing; null when it has text or calls") @Nullable
            String detail)
            implements ReplyEvent {
        static final String NAME = "message.completed";
    }

    /** The reply failed; the message holds its text until then. The last event. */
    @StreamEvent(Failed.NAME)
    @Schema(name = "MessageFailed")
    record Failed(@Nullable MessageView message, ReplyFailure problem) implements ReplyEvent {
        static final String NAME = "message.failed";
    }
}
