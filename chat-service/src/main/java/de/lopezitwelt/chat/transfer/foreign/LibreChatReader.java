package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LibreChat's export of a conversation: messages that contain the ones that follow them, or a list in which each names its parent. */
final class LibreChatReader {
    private LibreChatReader() {}

    private record Place(JsonNode message, @Nullable String parentId) {}

    static ForeignConversation read(JsonNode conversation) {
        LeftOut leftOut = new LeftOut();
        List<ForeignMessage> messages = new ArrayList<>();
        Deque<Place> left = new ArrayDeque<>();
        conversation.path("messages").forEach(message -> left.add(new Place(message, null)));
        String before = null;
        boolean listed = !conversation.path("branches").asBoolean()
                && !conversation.path("recursive").asBoolean();
        while (!left.isEmpty()) {
            Place place = left.removeFirst();
            JsonNode message = place.message();
            String id = Fields.text(message, "messageId");
            if (id == null) {
                continue;
            }
            String named = Fields.text(message, "parentMessageId");
            String parent = named != null ? named : place.parentId() != null || !listed ? place.parentId() : before;
            messages.add(message(message, id, parent, conversation, leftOut));
            List<Place> children = new ArrayList<>();
            message.path("children").forEach(child -> children.add(new Place(child, id)));
            children.reversed().forEach(left::addFirst);
            before = id;
        }
        return new ForeignConversation(
                Fields.textOr(conversation, "conversationId", "librechat"),
                Fields.text(conversation, "title"),
                Fields.time(conversation, "createdAt"),
                Fields.time(conversation, "updatedAt", "exportAt"),
                null,
                messages,
                leftOut);
    }

    private static ForeignMessage message(
            JsonNode message, String id, @Nullable String parent, JsonNode conversation, LeftOut leftOut) {
        boolean user = message.path("isCreatedByUser").asBoolean();
        List<String> texts = new ArrayList<>();
        for (JsonNode part : message.path("content")) {
            String text =
                    part.path("text").isObject() ? Fields.text(part.path("text"), "value") : Fields.text(part, "text");
            switch (part.path("type").asText()) {
                case "text" -> {
                    if (text != null) {
                        texts.add(text);
                    }
                }
                case "think" -> leftOut.add(LeftOut.THOUGHTS, 1);
                case "image_file", "image_url" -> leftOut.add(LeftOut.IMAGES, 1);
                default -> leftOut.add(LeftOut.TOOLS, 1);
            }
        }
        leftOut.add(LeftOut.FILES, message.path("files").size());
        String model = Fields.text(message, "model");
        return new ForeignMessage(
                id,
                parent,
                user,
                texts.isEmpty() ? message.path("text").asText() : String.join("\n\n", texts),
                Fields.time(message, "createdAt", "timestamp"),
                user ? null : model != null ? model : Fields.text(conversation.path("options"), "model"),
                List.of());
    }
}
