package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.quirk.ReasoningForm;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.wire.RequestJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a model is asked to think.
 *
 * @param effort a level that Anthropic knows
 * @param budget tokens of the answer's that it may think; 0 where the model decides itself
 */
record Thinking(String effort, int budget) {

    /** The least that Anthropic takes. */
    private static final int LEAST_BUDGET = 1_024;

    /**
     * Null when the request does not ask for it, and where it is impossible: beside a forced call, within too small an answer,
     * and in the middle of a loop of tools that began without it.
     */
    static @Nullable Thinking of(ModelRequest request, ReasoningForm form) {
        String effort = level(request.sampling().extras().reasoningEffort());
        ToolChoice choice = request.toolChoice();
        boolean forced = choice.equals(ToolChoice.REQUIRED) || choice instanceof ToolChoice.Function;
        boolean known = form == ReasoningForm.THINKING_ADAPTIVE || form == ReasoningForm.THINKING_BUDGET;
        if (effort == null || !known || forced || beganWithout(request.prompt())) {
            return null;
        }
        if (form == ReasoningForm.THINKING_ADAPTIVE) {
            return new Thinking(effort, 0);
        }
        int most = request.maxOutputTokens();
        int share = switch (effort) {
            case "low" -> most / 5;
            case "medium" -> most / 2;
            default -> most / 5 * 4;
        };
        return most <= LEAST_BUDGET ? null : new Thinking(effort, Math.max(LEAST_BUDGET, share));
    }

    private static @Nullable String level(@Nullable String wanted) {
        return wanted == null
                ? null
                : switch (wanted) {
                    case "none" -> null;
                    case "minimal", "low" -> "low";
                    case "medium" -> "medium";
                    case "xhigh", "max" -> wanted;
                    default -> "high";
                };
    }

    /** Whether the prompt ends in the middle of calls that the model made without thinking: Anthropic refuses to think on from there. */
    private static boolean beganWithout(List<PromptMessage> prompt) {
        for (PromptMessage turn : prompt.reversed()) {
            if (turn.role() == Role.USER) {
                return false;
            }
            if (turn.role() == Role.ASSISTANT && !turn.toolCalls().isEmpty()) {
                return signed(turn).isEmpty();
            }
        }
        return false;
    }

    /** The blocks that Anthropic signed, which must come back unchanged before the calls they led to. */
    static List<JsonNode> signed(PromptMessage turn) {
        Reasoning reasoning = turn.reasoning();
        if (reasoning == null
                || reasoning.details() == null
                || !reasoning.form().equals(Reasoning.BLOCKS)
                || turn.toolCalls().isEmpty()) {
            return List.of();
        }
        return RequestJson.arrayOrEmpty(reasoning.details())
                .valueStream()
                .filter(block -> block.hasNonNull("signature") || block.hasNonNull("data"))
                .toList();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("thinking");
        json.writeStringField("type", budget == 0 ? "adaptive" : "enabled");
        if (budget > 0) {
            json.writeNumberField("budget_tokens", budget);
        }
        json.writeEndObject();
        if (budget == 0) {
            json.writeObjectFieldStart("output_config");
            json.writeStringField("effort", effort);
            json.writeEndObject();
        }
    }
}
