package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.ProviderState;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.runtime.model.Reasoning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider needs back with calls of tools and Anthropic's protocol has no field for. It travels as the data of a block
 * of type {@code redacted_thinking}, which clients send back as it came: they drop fields that they do not know. It is encoded, not
 * secret: the provider signs what it must trust.
 *
 * @param extras objects by the id of their call
 */
record KeptState(@Nullable Reasoning reasoning, ObjectNode extras) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "lopez";
    private static final String REASONING = "reasoning";
    private static final String CALLS = "calls";

    /** @param reasoning null when the client gets it in another way */
    static KeptState of(@Nullable Reasoning reasoning, List<ToolCalled> calls) {
        ObjectNode extras = JsonNodeFactory.instance.objectNode();
        for (ToolCalled call : calls) {
            if (call.extra() != null) {
                extras.set(call.callId(), ProviderState.fields(call.extra()));
            }
        }
        return new KeptState(reasoning, extras);
    }

    boolean isEmpty() {
        return reasoning == null && extras.isEmpty();
    }

    String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(OURS, 1);
        if (reasoning != null) {
            json.set(REASONING, JSON.valueToTree(reasoning));
        }
        json.set(CALLS, extras);
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Null for data of anybody else's. */
    static @Nullable KeptState read(String data) {
        try {
            JsonNode json = JSON.readTree(Base64.getDecoder().decode(data));
            return json != null && json.has(OURS)
                    ? new KeptState(reasoning(json.path(REASONING)), extras(json.path(CALLS)))
                    : null;
        } catch (IllegalArgumentException | IOException notOurs) {
            return null;
        }
    }

    private static @Nullable Reasoning reasoning(JsonNode json) {
        boolean whole = json.path("text").isTextual() && json.path("form").isTextual();
        return whole
                ? new Reasoning(
                        json.path("text").textValue(),
                        json.path("form").textValue(),
                        json.path("details").asText(null))
                : null;
    }

    /** Only fields that providers are known to want: the client may have changed them. */
    private static ObjectNode extras(JsonNode json) {
        ObjectNode extras = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(call -> {
            String known = ProviderState.ofCall(call.getValue());
            if (known != null) {
                extras.set(call.getKey(), parsed(known));
            }
        });
        return extras;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
