package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent as OpenAI's clients see a model.
 *
 * @param id what to put into {@code model}: the agent's name, or its id where the name would not be clear
 * @param created seconds since 1970
 * @param ownedBy {@code you}, {@code organization} or {@code others}
 * @param agentModel the catalog model behind the agent
 */
@Schema(name = "Model")
record ModelView(
        String id,
        String object,
        long created,
        String ownedBy,
        String agentId,
        String agentType,
        String agentModel,
        @Schema(implementation = Object.class) @Nullable JsonNode capabilities) {

    static ModelView of(AgentState agent, String id, String userId) {
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
                agent.capabilities());
    }
}
