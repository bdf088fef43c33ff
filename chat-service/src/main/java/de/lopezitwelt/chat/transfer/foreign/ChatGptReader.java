package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * ChatGPT's {@code conversations.json}: a tree of nodes. Some nodes have no message, or one that users do not see; the
 * messages below such a node follow the message above it.
 */
final class ChatGptReader {
    private final LeftOut leftOut = new LeftOut();
    private final JsonNode nodes;
    private final Map<String, ForeignMessage> kept = new HashMap<>();

    private ChatGptReader(JsonNode nodes) {
        this.nodes = nodes;
    }

    static ForeignConversation read(JsonNode conversation) {
        return new ChatGptReader(conversation.path("mapping")).all(conversation);
    }

    private ForeignConversation all(JsonNode conversation) {
        List<String> order = new ArrayList<>();
        nodes.fields().forEachRemaining(node -> {
            ForeignMessage message = message(node.getKey(), node.getValue().path("message"));
            if (message != null && !message.isEmpty()) {
                kept.put(node.getKey(), message);
                order.add(node.getKey());
            }
        });
        List<ForeignMessage> messages = order.stream().map(this::placed).toList();
        String current = Fields.text(conversation, "current_node");
        return new ForeignConversation(
                Fields.textOr(conversation, "conversation_id", Fields.textOr(conversation, "id", nodeOf(messages))),
                Fields.text(conversation, "title"),
                Fields.time(conversation, "create_time"),
                Fields.time(conversation, "update_time"),
                current == null || kept.containsKey(current) ? current : keptAbove(current),
                messages,
                leftOut);
    }

    /** The id of the conversation in very old exports, which have none: that of its first message. */
    private static String nodeOf(List<ForeignMessage> messages) {
        return messages.isEmpty()
                ? "empty"
                : "conversation of " + messages.getFirst().id();
    }

    private ForeignMessage placed(String id) {
        ForeignMessage message = Objects.requireNonNull(kept.get(id));
        return new ForeignMessage(
                id,
                keptAbove(id),
                message.fromUser(),
                message.text(),
                message.time(),
                message.model(),
                message.files());
    }

    private @Nullable String keptAbove(String id) {
        String at = Fields.text(nodes.path(id), "parent");
        for (int steps = 0; at != null && !kept.containsKey(at); steps++) {
            at = steps > nodes.size() ? null : Fields.text(nodes.path(at), "parent");
        }
        return at;
    }

    private @Nullable ForeignMessage message(String id, JsonNode message) {
        String role = message.at("/author/role").asText();
        JsonNode content = message.path("content");
        boolean spoken = (role.equals("user") || role.equals("assistant"))
                && message.path("recipient").asText("all").equals("all");
        boolean hidden =
                message.at("/metadata/is_visually_hidden_from_conversation").asBoolean();
        String text = content(content);
        if (!spoken || hidden) {
            boolean said = !text.isBlank();
            leftOut.add(hidden || role.equals("system") ? LeftOut.HIDDEN : LeftOut.TOOLS, said ? 1 : 0);
            return null;
        }
        leftOut.add(LeftOut.FILES, message.at("/metadata/attachments").size());
        return new ForeignMessage(
                id,
                null,
                role.equals("user"),
                text,
                Fields.time(message, "create_time"),
                Fields.text(message.path("metadata"), "model_slug"),
                List.of());
    }

    private String content(JsonNode content) {
        String type = content.path("content_type").asText();
        switch (type) {
            case "thoughts", "reasoning_recap" -> {
                leftOut.add(LeftOut.THOUGHTS, 1);
                return "";
            }
            case "user_editable_context", "model_editable_context" -> {
                leftOut.add(LeftOut.HIDDEN, 1);
                return "";
            }
            case "code", "execution_output" -> {
                String code = content.path("text").asText();
                return code.isBlank() ? "" : "```\n" + code + "\n```";
            }
            default -> {
                return parts(content);
            }
        }
    }

    private String parts(JsonNode content) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            String kind = part.path("content_type").asText();
            String text = part.isTextual() ? part.textValue() : Fields.text(part, "text");
            if (text != null && !text.isBlank()) {
                texts.add(text);
            } else if (kind.startsWith("image")) {
                leftOut.add(LeftOut.IMAGES, 1);
            } else if (part.isObject()) {
                leftOut.add(LeftOut.FILES, 1);
            }
        }
        return texts.isEmpty() ? content.path("text").asText() : String.join("\n\n", texts);
    }
}
