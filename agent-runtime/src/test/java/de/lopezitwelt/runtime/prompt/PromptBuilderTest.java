package de.lopezitwelt.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptBuilderTest {

    private static final AgentSpec AGENT = AgentSpec.of(
            AgentType.CHATBOT, "m", JsonNodeFactory.instance.objectNode().put("system_prompt", "Be kind."));

    private static Conversation talk(int exchanges) {
        List<PromptMessage> turns = new ArrayList<>();
        for (int i = 0; i < exchanges; i++) {
            turns.add(PromptMessage.user("question " + i));
            turns.add(PromptMessage.assistant("answer " + i));
        }
        turns.add(PromptMessage.user("newest question"));
        return new Conversation(turns);
    }

    @Test
    void everythingIsThereWhenItFits() {
        Prompt prompt = PromptBuilder.build(AGENT, talk(3), List.of(), 1_000);

        assertThat(prompt.turns()).hasSize(8);
        assertThat(prompt.turns().getFirst()).isEqualTo(PromptMessage.system("Be kind."));
        assertThat(prompt.turns().getLast()).isEqualTo(PromptMessage.user("newest question"));
        assertThat(prompt.estimate()).isLessThanOrEqualTo(prompt.upperBound());
    }

    @Test
    void theWindowKeepsTheNewestTurnsWithinTheRoomAndStartsWithAQuestion() {
        for (int room = 20; room < 400; room++) {
            Prompt prompt;
            try {
                prompt = PromptBuilder.build(AGENT, talk(20), List.of(), room);
            } catch (ModelFailure tooSmall) {
                assertThat(room).isLessThan(30);
                continue;
            }
            assertThat(prompt.estimate()).isLessThanOrEqualTo(room);
            assertThat(prompt.estimate()).isEqualTo(TokenCounter.estimate(prompt.turns()));
            assertThat(prompt.turns().getFirst().role()).isEqualTo(Role.SYSTEM);
            assertThat(prompt.turns().get(1).role()).isEqualTo(Role.USER);
            assertThat(prompt.turns().getLast().content()).isEqualTo("newest question");
        }
    }

    @Test
    void historyWindowBoundsTheEarlierTurns() {
        AgentSpec agent = AgentSpec.of(
                AgentType.CHATBOT, "m", JsonNodeFactory.instance.objectNode().put("history_window", 3));

        Prompt prompt = PromptBuilder.build(agent, talk(10), List.of(), 10_000);

        assertThat(prompt.turns())
                .extracting(PromptMessage::content)
                .containsExactly("question 9", "answer 9", "newest question");
    }

    @Test
    void aMessageThatCannotFitIsRefused() {
        Conversation conversation = Conversation.of(PromptMessage.user("word ".repeat(1_000)));

        assertThatThrownBy(() -> PromptBuilder.build(AGENT, conversation, List.of(), 500))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.CONTEXT_LENGTH));
    }

    @Test
    void toolAnswersAfterTheNewestQuestionAreAlwaysKept() {
        List<PromptMessage> turns = new ArrayList<>(talk(5).turns());
        turns.add(PromptMessage.assistant("", List.of(new ToolCall("c", "f", "{}"))));
        turns.add(PromptMessage.tool("c", "42"));

        Prompt prompt = PromptBuilder.build(AGENT, new Conversation(turns), List.of(), 60);

        assertThat(prompt.turns()).extracting(PromptMessage::role).endsWith(Role.USER, Role.ASSISTANT, Role.TOOL);
    }

    @Test
    void theCallersOwnSystemTurnsFollowTheAgents() {
        Conversation conversation = Conversation.of(PromptMessage.system("caller"), PromptMessage.user("q"));

        assertThat(PromptBuilder.build(AGENT, conversation, List.of(), 500).turns())
                .containsExactly(
                        PromptMessage.system("Be kind."), PromptMessage.system("caller"), PromptMessage.user("q"));
    }

    @Test
    void aTranslatorIsToldItsLanguagesAndTerms() {
        var config = JsonNodeFactory.instance
                .objectNode()
                .put("target_language", "de")
                .put("source_language", "en");
        config.putObject("glossary").put("house", "Haus");
        Prompt prompt = PromptBuilder.build(
                AgentSpec.of(AgentType.TRANSLATOR, "m", config),
                Conversation.of(PromptMessage.user("x")),
                List.of(),
                500);

        assertThat(prompt.turns().getFirst().content()).contains("from en to de", "house = Haus");
    }

    @Test
    void toolsCountToo() {
        ToolDefinition tool = new ToolDefinition("f", "does much", JsonNodeFactory.instance.objectNode());
        Prompt without = PromptBuilder.build(AGENT, talk(0), List.of(), 500);
        Prompt with = PromptBuilder.build(AGENT, talk(0), List.of(tool), 500);

        assertThat(with.estimate()).isGreaterThan(without.estimate());
        assertThat(with.upperBound()).isGreaterThan(without.upperBound());
    }
}
