package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claude's {@code conversations.json}: messages in their order; newer ones name the message that they follow. */
final class ClaudeReader {
    private ClaudeReader() {}

    static ForeignConversation read(JsonNode conversation) {
        LeftOut leftOut = new LeftOut();
        List<ForeignMessage> messages = new ArrayList<>();
        String before = null;
        for (JsonNode message : conversation.path("chat_messages")) {
            String id = Fields.text(message, "uuid");
            ForeignMessage read = id == null ? null : message(message, id, before, leftOut);
            if (read != null && !read.isEmpty()) {
                messages.add(read);
                before = id;
            }
        }
        return new ForeignConversation(
                Fields.textOr(conversation, "uuid", "claude"),
                Fields.text(conversation, "name"),
                Fields.time(conversation, "created_at"),
                Fields.time(conversation, "updated_at"),
                Fields.text(conversation, "current_leaf_message_uuid"),
                messages,
                leftOut);
    }

    private static ForeignMessage message(JsonNode message, String id, @Nullable String before, LeftOut leftOut) {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            String text = Fields.text(block, "text");
            switch (block.path("type").asText()) {
                case "text" -> {
                    if (text != null) {
                        texts.add(text);
                    }
                }
                case "thinking" -> leftOut.add(LeftOut.THOUGHTS, 1);
                case "image" -> leftOut.add(LeftOut.IMAGES, 1);
                default -> leftOut.add(LeftOut.TOOLS, 1);
            }
        }
        List<ForeignMessage.File> files = new ArrayList<>();
        for (JsonNode attachment : message.path("attachments")) {
            String content = Fields.text(attachment, "extracted_content");
            if (content == null) {
                leftOut.add(LeftOut.FILES, 1);
            } else {
                files.add(new ForeignMessage.File(Fields.textOr(attachment, "file_name", "text.txt"), content));
            }
        }
        leftOut.add(LeftOut.FILES, message.path("files").size());
        return new ForeignMessage(
                id,
                message.has("parent_message_uuid") ? Fields.text(message, "parent_message_uuid") : before,
                message.path("sender").asText().equals("human"),
                texts.isEmpty() ? message.path("text").asText() : String.join("\n\n", texts),
                Fields.time(message, "created_at"),
                Fields.text(message, "model"),
                files);
    }
}
