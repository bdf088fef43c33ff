package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's configuration, read from JSON that its type's schema accepted. The schemas say which type knows which key.
 *
 * @param historyWindow the most earlier messages that the model sees; null means as many as fit
 * @param maxOutputTokens cap of a whole reply; null means the model's own
 * @param languages BCP 47 tags the agent answers in
 * @param glossary source term to prescribed translation
 * @param outputSchema JSON Schema of an analyzer's answer
 * @param tools names of built-in tools, {@code mcp:server} or {@code mcp:server/tool}
 * @param maxToolRounds how often an assistant may call tools before it must answer
 * @param maxToolSeconds after this long it must answer
 * @param maxToolCost having used this much it must answer; in the currency of the model's price, null for no limit
 * @param extras what it wants of providers that take it
 */
public record AgentConfig(
        @Nullable String systemPrompt,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxOutputTokens,
        @Nullable Integer historyWindow,
        List<String> languages,
        @Nullable String sourceLanguage,
        @Nullable String targetLanguage,
        Map<String, String> glossary,
        @Nullable JsonNode outputSchema,
        List<String> tools,
        int maxToolRounds,
        int maxToolSeconds,
        @Nullable BigDecimal maxToolCost,
        Sampling.Extras extras) {

    static final int DEFAULT_TOOL_ROUNDS = 4;
    static final int DEFAULT_TOOL_SECONDS = 60;

    public AgentConfig {
        languages = List.copyOf(languages);
        glossary = Map.copyOf(glossary);
        tools = List.copyOf(tools);
    }
}
