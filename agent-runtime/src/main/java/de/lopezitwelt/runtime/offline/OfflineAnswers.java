package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.prompt.AttachedText;
import de.lopezitwelt.runtime.prompt.SummaryPrompt;
import de.lopezitwelt.runtime.prompt.TitlePrompt;

/** Chooses the rule that answers. */
final class OfflineAnswers {

    private OfflineAnswers() {}

    static OfflineAnswer to(ModelRequest request) {
        String text = newestQuestion(request);
        if (request.prompt().getFirst().content().equals(SummaryPrompt.INSTRUCTION)) {
            return new OfflineAnswer.Say(Summary.of(text));
        }
        if (request.prompt().getFirst().content().equals(TitlePrompt.INSTRUCTION)) {
            return new OfflineAnswer.Say(Title.of(text));
        }
        if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
            return new OfflineAnswer.Say(SchemaFiller.fill(format.schema(), TextStatistics.of(text)));
        }
        if (request.responseFormat() instanceof ResponseFormat.JsonObject
                || request.agent().type() == AgentType.ANALYZER) {
            return new OfflineAnswer.Say(TextStatistics.of(text).toJson());
        }
        if (request.agent().type() == AgentType.TRANSLATOR) {
            return new OfflineAnswer.Say(
                    Glossary.of(request.agent().config().glossary()).apply(text));
        }
        AttachedText.Parts question = AttachedText.split(text);
        Language language = Language.of(
                question.said().isBlank() ? text : question.said(),
                request.agent().config().languages());
        PromptMessage last = request.prompt().getLast();
        if (last.role() == Role.TOOL) {
            return new OfflineAnswer.Say(language.toolResult(last.content()));
        }
        OfflineAnswer call = ToolWishes.in(question.said(), request);
        return call != null ? call : new OfflineAnswer.Say(SmallTalk.answer(question, language, request.prompt()));
    }

    private static String newestQuestion(ModelRequest request) {
        for (PromptMessage turn : request.prompt().reversed()) {
            if (turn.role() == Role.USER) {
                return turn.content();
            }
        }
        return "";
    }
}
