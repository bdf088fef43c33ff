package de.lopezitwelt.chat.openai.conversations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.runtime.model.PromptMessage;
import org.jspecify.annotations.Nullable;

/** Turns that a client adds to a conversation, as messages of its session. */
final class ConversationItems {
    private ConversationItems() {}

    static NewUserMessage message(PromptMessage turn) {
        return switch (turn.role()) {
            case SYSTEM -> new NewUserMessage(MessageType.SYSTEM, turn.content(), null);
            case USER -> new NewUserMessage(MessageType.USER, turn.content(), null);
            case TOOL ->
                new NewUserMessage(MessageType.USER, turn.content(), ToolOutputMetadata.write(turn.toolCallId()));
            case ASSISTANT -> new NewUserMessage(MessageType.AGENT, turn.content(), calls(turn));
        };
    }

    private static @Nullable ObjectNode calls(PromptMessage turn) {
        return turn.toolCalls().isEmpty() ? null : ReplyMetadata.ofCalls(turn.toolCalls());
    }
}
