package de.lopezitwelt.runtime.provider.fuzz;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a stream by the letter of OpenAI's protocol, with another parser. It says nothing of a stream that
 * differs from the protocol in anything that may matter to the text.
 */
public final class StrictReading {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> CHUNK = Set.of("id", "object", "created", "model", "choices", "usage");
    private static final Set<String> CHOICE = Set.of("index", "delta", "finish_reason");
    private static final Set<String> DELTA = Set.of("role", "content");

    private StrictReading() {}

    /** The text; null when the protocol does not say what it is. */
    public static @Nullable String textOf(byte[] stream) {
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stream))
                    .toString();
        } catch (CharacterCodingException damaged) {
            return null;
        }
        if (!all.startsWith("data: {") || !all.endsWith("data: [DONE]\n\n") || all.indexOf('\r') >= 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        String[] events =
                all.substring(0, all.length() - "data: [DONE]\n\n".length()).split("\n\n", -1);
        boolean finished = false;
        for (int i = 0; i < events.length - 1; i++) {
            if (!events[i].startsWith("data: {") || events[i].indexOf('\n') >= 0) {
                return null;
            }
            try {
                JsonNode chunk = JSON.readTree(events[i].substring("data: ".length()));
                int known = chunk(chunk, text);
                if (known < 0
                        || finished && known == 0 && !chunk.path("choices").isEmpty()) {
                    return null;
                }
                finished |= known == 1;
            } catch (JsonProcessingException damaged) {
                return null;
            }
        }
        String said = text.toString();
        boolean tag = said.strip().matches("(?s)[<\\[◁].*") || said.isBlank();
        boolean wellFormed = said.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
        return finished && events[events.length - 1].isEmpty() && !tag && wellFormed ? said : null;
    }

    /** 1 for a chunk that ends the reply, 0 for another, -1 for one that is not by the letter. */
    private static int chunk(JsonNode chunk, StringBuilder text) {
        boolean plain = chunk.isObject()
                && within(chunk, CHUNK)
                && chunk.path("choices").isArray()
                && chunk.path("choices").size() <= 1
                && !chunk.path("object").asText().equals("error");
        if (!plain) {
            return -1;
        }
        if (chunk.get("choices").isEmpty()) {
            return 0;
        }
        JsonNode choice = chunk.get("choices").get(0);
        JsonNode delta = choice.path("delta");
        JsonNode content = delta.path("content");
        JsonNode reason = choice.path("finish_reason");
        boolean plainChoice = choice.isObject()
                && within(choice, CHOICE)
                && choice.path("index").isInt()
                && choice.get("index").intValue() == 0
                && delta.isObject()
                && within(delta, DELTA)
                && (content.isTextual() || content.isNull() || content.isMissingNode())
                && (reason.isNull() || reason.isMissingNode() || reason.asText().equals("stop"));
        if (!plainChoice) {
            return -1;
        }
        text.append(content.asText("").equals("null") && !content.isTextual() ? "" : content.asText(""));
        return reason.isTextual() ? 1 : 0;
    }

    private static boolean within(JsonNode object, Set<String> known) {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                return false;
            }
        }
        return true;
    }
}
