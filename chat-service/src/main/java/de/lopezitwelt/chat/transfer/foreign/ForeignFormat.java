package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The systems whose exports are read. Each is recognised by fields that only its conversations have. */
enum ForeignFormat {
    CHATGPT(node -> node.path("mapping").isObject(), ChatGptReader::read),
    CLAUDE(node -> node.path("chat_messages").isArray(), ClaudeReader::read),
    OPEN_WEBUI(node -> node.at("/chat/history/messages").isObject(), OpenWebUiReader::read),
    LIBRECHAT(
            node -> node.path("messages").isArray()
                    && node.at("/messages/0/messageId").isTextual(),
            LibreChatReader::read);

    private final Predicate<JsonNode> recognised;
    private final Function<JsonNode, ForeignConversation> reader;

    ForeignFormat(Predicate<JsonNode> recognised, Function<JsonNode, ForeignConversation> reader) {
        this.recognised = recognised;
        this.reader = reader;
    }

    static Optional<ForeignFormat> of(JsonNode conversation) {
        return Arrays.stream(values())
                .filter(format -> format.recognised.test(conversation))
                .findFirst();
    }

    ForeignConversation read(JsonNode conversation) {
        return reader.apply(conversation);
    }
}
