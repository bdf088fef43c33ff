package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user's block, or one in the result of a tool, says and shows. Of a type that is not known only its text is read. */
final class ContentBlock {
    private static final int MAX_PARTS = 256;
    private static final String CONTENT = "content";
    private static final String NOT_FETCHED = "must be base64: nothing is fetched from elsewhere";

    private ContentBlock() {}

    /** A file that has no turn yet. */
    record File(String field, String name, byte[] bytes, boolean image) {
        InlineFile of(int turn) {
            return new InlineFile(turn, field, name, bytes, image);
        }
    }

    static ObjectNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    static List<String> texts(JsonFields block) {
        List<String> texts = new ArrayList<>();
        switch (block.requiredText("type")) {
            case "image" -> {}
            case "document" -> {
                add(texts, block.text("context"));
                JsonFields source = block.requiredObject("source");
                if (source.requiredText("type").equals(CONTENT)) {
                    add(texts, block.text("title"));
                    parts(source).forEach(part -> texts.addAll(texts(part)));
                }
            }
            case "search_result" -> {
                add(texts, block.text("title"));
                add(texts, block.text("source"));
                parts(block).forEach(part -> texts.addAll(texts(part)));
            }
            default -> add(texts, block.text("text"));
        }
        return texts;
    }

    private static void add(List<String> texts, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts.add(text);
        }
    }

    private static List<JsonFields> parts(JsonFields from) {
        JsonNode content = from.find(CONTENT);
        if (content == null || content.isTextual()) {
            return content == null
                    ? List.of()
                    : List.of(new JsonFields(text(content.textValue()), from.pathOf(CONTENT)));
        }
        JsonNode array = Objects.requireNonNull(from.array(CONTENT, MAX_PARTS));
        List<JsonFields> parts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            parts.add(from.item(CONTENT, array, i));
        }
        return parts;
    }

    static List<File> files(JsonFields block) {
        return switch (block.requiredText("type")) {
            case "image" -> List.of(decoded(block.requiredObject("source"), "", true));
            case "document" -> document(block);
            default -> List.of();
        };
    }

    private static List<File> document(JsonFields block) {
        JsonFields source = block.requiredObject("source");
        String title = Objects.requireNonNullElse(block.text("title"), "");
        return switch (source.requiredText("type")) {
            case "text" ->
                List.of(new File(
                        source.pathOf("data"),
                        title,
                        source.requiredText("data").getBytes(StandardCharsets.UTF_8),
                        false));
            case CONTENT ->
                parts(source).stream().flatMap(part -> files(part).stream()).toList();
            default -> List.of(decoded(source, title, false));
        };
    }

    private static File decoded(JsonFields source, String name, boolean image) {
        if (!source.requiredText("type").equals("base64")) {
            throw source.invalid("type", NOT_FETCHED);
        }
        String data = source.requiredText("data");
        // some encoders break lines
        String whole = data.indexOf('\n') < 0 ? data : data.replaceAll("\\s", "");
        return new File(source.pathOf("data"), name, InlineFile.decoded(source, "data", whole), image);
    }
}
