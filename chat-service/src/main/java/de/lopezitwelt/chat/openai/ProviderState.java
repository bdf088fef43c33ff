package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider needs back with calls of tools, in the fields in which clients get it and send it back. Clients need not
 * understand it; what is of another type is left out, as it is when they leave it out themselves.
 */
public final class ProviderState {
    /** Fields of a call, see {@code ToolCall.extra}. */
    private static final List<String> OF_CALLS =
            List.of("extra_content", "provider_specific_fields", "thought_signature");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderState() {}

    /** The further fields of a call, as a JSON object; null when there are none. */
    public static @Nullable String ofCall(JsonNode call) {
        ObjectNode extra = JsonNodeFactory.instance.objectNode();
        for (String field : OF_CALLS) {
            JsonNode value = call.path(field);
            if (value.isObject() || value.isTextual()) {
                extra.set(field, value);
            }
        }
        return extra.isEmpty() ? null : extra.toString();
    }

    /** These fields again, for a client. @param extra as above */
    public static ObjectNode fields(String extra) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
            JsonNode read = JSON.readTree(extra);
            OF_CALLS.stream().filter(read::has).forEach(field -> fields.set(field, read.get(field)));
        } catch (JsonProcessingException damaged) {
            // no provider would take it back
        }
        return fields;
    }

    /** What an assistant's message says of its thoughts; null when it says nothing. */
    public static @Nullable Reasoning ofMessage(JsonNode message) {
        String form = message.path(Reasoning.CONTENT).isTextual() ? Reasoning.CONTENT : Reasoning.FIELD;
        String text = message.path(form).isTextual() ? message.path(form).textValue() : "";
        JsonNode details = message.path(Reasoning.DETAILS);
        boolean detailed = details.isArray() && !details.isEmpty();
        if (text.isEmpty() && !detailed) {
            return null;
        }
        return detailed
                ? new Reasoning(text, formOf(details, form), details.toString())
                : new Reasoning(text, form, null);
    }

    /** Anthropic's blocks have types of their own, and go back as blocks. */
    private static String formOf(JsonNode details, String form) {
        for (JsonNode detail : details) {
            switch (detail.path("type").asText()) {
                case "thinking", "redacted_thinking" -> {}
                default -> {
                    return form;
                }
            }
        }
        return Reasoning.BLOCKS;
    }
}
