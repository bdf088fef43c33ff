package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.JsonFields;
import java.util.Map;

/**
 * Refuses fields of OpenAI's protocol that would change the meaning of the answer and that agents cannot honour. Other
 * unknown fields are ignored, as OpenAI's clients expect.
 */
final class UnsupportedFields {
    private static final Map<String, String> NEVER = Map.of(
            "functions", "is not supported: use tools",
            "function_call", "is not supported: use tool_choice",
            "audio", "is not supported: agents write text",
            "web_search_options", "is not supported");

    private UnsupportedFields() {}

    /** @throws de.lopezitwelt.platform.web.problem.ProblemException 400 naming the field */
    static void refuse(JsonFields body) {
        NEVER.forEach((field, reason) -> {
            if (body.find(field) != null) {
                throw body.invalid(field, reason);
            }
        });
        Long choices = body.integer("n");
        if (choices != null && choices != 1) {
            throw body.invalid("n", "must be 1");
        }
        if (body.flag("logprobs", false)) {
            throw body.invalid("logprobs", "is not supported");
        }
        JsonNode modalities = body.array("modalities", 8);
        for (int i = 0; modalities != null && i < modalities.size(); i++) {
            if (!modalities.get(i).asText().equals("text")) {
                throw body.invalid("modalities[" + i + "]", "must be text");
            }
        }
    }
}
