package de.lopezitwelt.chat.openai.model;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent, or a model that embeds, in the shape of OpenAI's model object.
 *
 * @param id the value for {@code model}: the agent's name, or its id when the name is ambiguous
 * @param created seconds since 1970; 0 for a model that embeds
 * @param ownedBy {@code you}, {@code organization}, {@code others} or, for a model that embeds, {@code operator}
 * @param agentId null for a model that embeds
 * @param agentType null for a model that embeds
 * @param agentModel the catalog model behind the agent
 * @param capabilities labels its creator gave it
 * @param abilities what an agent of its type does: {@code streaming}, {@code memory}, {@code tools},
 *     {@code json_schema}, {@code glossary}; {@code embeddings} for a model that embeds
 * @param contextWindow tokens; null when the model is no longer in the catalog
 */
@Schema(name = "Model")
record ModelView(
        String id,
        String object,
        long created,
        String ownedBy,
        @Nullable String agentId,
        @Nullable String agentType,
        String agentModel,
        @Schema(implementation = Object.class) @Nullable JsonNode capabilities,
        List<String> abilities,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens) {

    static ModelView of(AgentState agent, String id, String userId, @Nullable ModelDefinition model) {
        String owner =
                agent.createdBy().equals(userId) ? "you" : agent.organizationId() != null ? "organization" : "others";
        return new ModelView(
                id,
                "model",
                IdGenerator.timeOf(agent.agentId()).getEpochSecond(),
                owner,
                agent.agentId(),
                agent.type().wireName(),
                agent.model(),
                agent.capabilities(),
                abilities(agent, model),
                model == null ? null : model.contextWindow(),
                model == null ? null : model.maxOutputTokens());
    }

    static ModelView of(ModelDefinition embedding) {
        return new ModelView(
                embedding.name(),
                "model",
                0,
                "operator",
                null,
                null,
                embedding.name(),
                null,
                List.of(Capability.EMBEDDINGS.wireName()),
                embedding.contextWindow(),
                null);
    }

    private static List<String> abilities(AgentState agent, @Nullable ModelDefinition model) {
        boolean tools = model != null && model.capabilities().contains(Capability.TOOLS);
        return switch (agent.type()) {
            case CHATBOT -> List.of("streaming", "memory");
            case ASSISTANT -> tools ? List.of("streaming", "tools") : List.of("streaming");
            case ANALYZER -> agent.config().has("output_schema") ? List.of("json_schema") : List.of("streaming");
            case TRANSLATOR -> agent.config().has("glossary") ? List.of("glossary") : List.of("streaming");
        };
    }
}
