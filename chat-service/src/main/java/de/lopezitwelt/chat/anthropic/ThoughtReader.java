package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an assistant's message says of its thoughts: what this platform gave out, or what Anthropic signed. */
final class ThoughtReader {
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode signed = JsonNodeFactory.instance.arrayNode();
    private @Nullable KeptState kept;

    void thinking(JsonFields block) {
        String thought = Objects.requireNonNullElse(block.text("thinking"), "");
        String signature = block.text("signature");
        text.append(thought);
        if (signature != null && !signature.isEmpty()) {
            signed.addObject().put("type", "thinking").put("thinking", thought).put("signature", signature);
        }
    }

    void redacted(JsonFields block) {
        String data = block.text("data");
        KeptState ours = data == null ? null : KeptState.read(data);
        if (ours != null) {
            kept = ours;
        } else if (data != null && !data.isEmpty()) {
            signed.addObject().put("type", "redacted_thinking").put("data", data);
        }
    }

    /** Null when nothing is known. */
    @Nullable
    Reasoning reasoning() {
        KeptState ours = kept;
        if (ours != null && ours.reasoning() != null) {
            return ours.reasoning();
        }
        if (!signed.isEmpty()) {
            return new Reasoning(text.toString(), Reasoning.BLOCKS, signed.toString());
        }
        return text.isEmpty() ? null : new Reasoning(text.toString(), Reasoning.CONTENT, null);
    }

    /** What the provider needs back with a call, see {@code ToolCall.extra}; null when it needs nothing. */
    @Nullable
    String extraOf(String callId) {
        KeptState ours = kept;
        JsonNode extra = ours == null ? null : ours.extras().get(callId);
        return extra == null ? null : extra.toString();
    }
}
