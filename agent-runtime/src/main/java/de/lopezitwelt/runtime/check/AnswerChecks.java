package de.lopezitwelt.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.agent.AgentConfig;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import org.jspecify.annotations.Nullable;

/** Which check an agent's answers have to pass. */
public final class AnswerChecks {

    private AnswerChecks() {}

    /** Null when any answer will do, so that it may be shown as it comes. */
    public static @Nullable AnswerCheck of(AgentSpec agent, Conversation conversation) {
        AgentConfig config = agent.config();
        return switch (agent.type()) {
            case ANALYZER -> {
                JsonNode schema = config.outputSchema();
                yield schema == null ? null : SchemaCheck.of(schema);
            }
            case TRANSLATOR -> {
                TranslationCheck check = TranslationCheck.of(config.glossary(), source(conversation));
                yield check.isEmpty() ? null : check;
            }
            case CHATBOT, ASSISTANT -> null;
        };
    }

    private static String source(Conversation conversation) {
        for (PromptMessage turn : conversation.turns().reversed()) {
            if (turn.role() == Role.USER) {
                return turn.content();
            }
        }
        return "";
    }
}
