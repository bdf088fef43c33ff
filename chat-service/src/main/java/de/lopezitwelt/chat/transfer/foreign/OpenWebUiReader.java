package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Open WebUI's export of chats: each with a tree of messages by id. */
final class OpenWebUiReader {
    /** Thoughts and tool calls are folded parts of the text. */
    private static final Pattern FOLDED = Pattern.compile("<details type=\"[^\"]*\".*?</details>\\s*", Pattern.DOTALL);

    private OpenWebUiReader() {}

    static ForeignConversation read(JsonNode conversation) {
        LeftOut leftOut = new LeftOut();
        JsonNode chat = conversation.path("chat");
        JsonNode history = chat.path("history");
        List<ForeignMessage> messages = new ArrayList<>();
        history.path("messages").fields().forEachRemaining(entry -> {
            JsonNode message = entry.getValue();
            String role = message.path("role").asText();
            if (role.equals("user") || role.equals("assistant")) {
                messages.add(message(entry.getKey(), message, role.equals("user"), leftOut));
            } else {
                leftOut.add(LeftOut.HIDDEN, 1);
            }
        });
        return new ForeignConversation(
                Fields.textOr(conversation, "id", Fields.textOr(chat, "id", "open-webui")),
                Fields.text(conversation, "title") == null
                        ? Fields.text(chat, "title")
                        : Fields.text(conversation, "title"),
                Fields.time(conversation, "created_at") == null
                        ? Fields.time(chat, "timestamp")
                        : Fields.time(conversation, "created_at"),
                Fields.time(conversation, "updated_at"),
                Fields.text(history, "currentId"),
                messages,
                leftOut);
    }

    private static ForeignMessage message(String id, JsonNode message, boolean user, LeftOut leftOut) {
        List<ForeignMessage.File> files = new ArrayList<>();
        for (JsonNode file : message.path("files")) {
            String content = Fields.text(file.at("/file/data"), "content");
            if (content != null && user) {
                files.add(new ForeignMessage.File(Fields.textOr(file, "name", "text.txt"), content));
            } else {
                leftOut.add(file.path("type").asText().equals("image") ? LeftOut.IMAGES : LeftOut.FILES, 1);
            }
        }
        String said = message.path("content").asText();
        String text = FOLDED.matcher(said).replaceAll("").strip();
        leftOut.add(LeftOut.THOUGHTS, (int) FOLDED.matcher(said).results().count());
        return new ForeignMessage(
                id,
                Fields.text(message, "parentId"),
                user,
                user ? said : text,
                Fields.time(message, "timestamp"),
                user ? null : Fields.text(message, "model", "modelName"),
                files);
    }
}
