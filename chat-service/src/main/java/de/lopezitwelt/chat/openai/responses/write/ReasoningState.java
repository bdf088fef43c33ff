package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.runtime.model.Reasoning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The {@code encrypted_content} of an item of type {@code reasoning}: what the provider needs back, for clients that send the
 * items back instead of naming the previous response. It is encoded, not secret: the provider signs what it must trust.
 */
public final class ReasoningState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReasoningState() {}

    static String write(Reasoning reasoning) {
        String json = JSON.valueToTree(reasoning).toString();
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What an item says was thought; null when it says nothing. State of other platforms is left out. */
    public static @Nullable Reasoning read(JsonNode item) {
        JsonNode state = decoded(item.path("encrypted_content").asText());
        if (state.path("text").isTextual() && state.path("form").isTextual()) {
            return new Reasoning(
                    state.path("text").textValue(),
                    state.path("form").textValue(),
                    state.path("details").asText(null));
        }
        StringBuilder text = new StringBuilder();
        item.path("content").forEach(part -> text.append(part.path("text").asText("")));
        return text.isEmpty() ? null : new Reasoning(text.toString(), Reasoning.CONTENT, null);
    }

    private static JsonNode decoded(String state) {
        try {
            return JSON.readTree(Base64.getDecoder().decode(state));
        } catch (IllegalArgumentException | IOException notOurs) {
            return JSON.missingNode();
        }
    }
}
