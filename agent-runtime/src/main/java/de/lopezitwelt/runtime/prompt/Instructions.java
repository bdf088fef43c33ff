package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.agent.AgentConfig;
import de.lopezitwelt.runtime.agent.AgentSpec;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The system prompt of an agent: its own, and what its type's configuration asks of the model. */
final class Instructions {

    private Instructions() {}

    static String of(AgentSpec agent) {
        AgentConfig config = agent.config();
        StringJoiner text = new StringJoiner("\n\n");
        if (config.systemPrompt() != null && !config.systemPrompt().isBlank()) {
            text.add(config.systemPrompt());
        }
        switch (agent.type()) {
            case TRANSLATOR -> text.add(translator(config));
            case ANALYZER -> {
                if (config.outputSchema() != null) {
                    text.add("Answer with one JSON value that is valid against this JSON Schema, and nothing else:\n"
                            + config.outputSchema());
                }
            }
            case CHATBOT, ASSISTANT -> {}
        }
        if (!config.languages().isEmpty()) {
            text.add("Answer only in these languages: " + String.join(", ", config.languages()));
        }
        return text.toString();
    }

    private static String translator(AgentConfig config) {
        String from = config.sourceLanguage() == null ? "" : " from " + config.sourceLanguage();
        String target = config.targetLanguage() == null ? "en" : config.targetLanguage();
        StringBuilder text = new StringBuilder("Translate the user's message")
                .append(from)
                .append(" to ")
                .append(target)
                .append(". Keep Markdown, code and placeholders such as {name} or %s as they are."
                        + " Answer with the translation only.");
        if (!config.glossary().isEmpty()) {
            text.append(" Always translate these terms like this:");
            new TreeMap<>(config.glossary())
                    .forEach((term, translation) ->
                            text.append("\n- ").append(term).append(" = ").append(translation));
        }
        return text.toString();
    }
}
