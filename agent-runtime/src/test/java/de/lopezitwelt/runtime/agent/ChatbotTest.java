package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Summarised;
import de.lopezitwelt.runtime.prompt.SummaryPrompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatbotTest extends TypeTestBase {

    private static final AgentSpec AGENT = agent(AgentType.CHATBOT, "{'system_prompt':'Be brief.'}");

    /** Questions and answers of some 100 tokens each. */
    private static List<PromptMessage> talk(int exchanges) {
        List<PromptMessage> turns = new ArrayList<>();
        for (int i = 0; i < exchanges; i++) {
            turns.add(PromptMessage.user("question " + i + " " + "lorem ipsum ".repeat(25)));
            turns.add(PromptMessage.assistant("answer " + i + " " + "dolor sit ".repeat(25)));
        }
        turns.add(PromptMessage.user("newest question"));
        return turns;
    }

    private static ReplyRequest ask(AgentSpec agent, List<PromptMessage> turns, @Nullable Memory memory) {
        return ReplyRequest.of(agent, new Conversation(turns, memory));
    }

    @Test
    void whatFitsIsNotSummarised() {
        willSay("fine");

        assertThat(text(events(ask(AGENT, talk(3), new Memory(null))))).isEqualTo("fine");
        assertThat(upstream.exchanges).hasSize(1);
        assertThat(messages(0)).hasSize(8);
    }

    @Test
    void olderTurnsAreSummarisedOnceAndRememberedAfterwards() {
        willSay("Olga wants lorem.", "fine");
        List<PromptMessage> turns = talk(12);

        List<ReplyEvent> events = events(ask(AGENT, turns, new Memory(null)));

        Summarised summarised = (Summarised)
                events.stream().filter(Summarised.class::isInstance).findFirst().orElseThrow();
        assertThat(summarised.summary()).isEqualTo("Olga wants lorem.");
        assertThat(text(events)).isEqualTo("fine");
        assertThat(end(events).usage().promptTokens()).isEqualTo(14);
        assertThat(messages(0).getJsonObject(0).getString("content")).isEqualTo(SummaryPrompt.INSTRUCTION);
        assertThat(messages(0).getJsonObject(1).getString("content")).contains("User: question 0");
        assertThat(messages(1).getJsonObject(1).getString("content")).contains("Olga wants lorem.");
        assertThat(messages(1).encode()).contains("question 11").doesNotContain("question 0 ");

        List<PromptMessage> later = new ArrayList<>(turns.subList(summarised.firstKept(), turns.size()));
        later.add(PromptMessage.assistant("fine"));
        later.add(PromptMessage.user("and now?"));
        willSay("still fine");
        events(ask(AGENT, later, new Memory(summarised.summary())));

        assertThat(upstream.exchanges).hasSize(3);
        assertThat(messages(2).encode()).contains("Olga wants lorem.");
    }

    @Test
    void summaryIsWithinTheBoundThatWasReserved() {
        willSay("Olga wants lorem.", "fine");
        PreparedReply prepared = runtime.prepare(ask(AGENT, talk(12), new Memory(null)));

        List<ReplyEvent> events = prepared.events().collect().asList().await().atMost(PATIENCE);

        assertThat(prepared.maxOutputTokens()).isGreaterThan(200);
        assertThat(end(events).usage().totalTokens()).isLessThan((int) prepared.tokenUpperBound());
    }

    @Test
    void aSummaryThatFailsDoesNotKeepTheAgentFromReplying() {
        willDo(status(500));
        willSay("fine");

        List<ReplyEvent> events = events(ask(AGENT, talk(12), new Memory(null)));

        assertThat(text(events)).isEqualTo("fine");
        assertThat(events).noneMatch(Summarised.class::isInstance);
    }

    @Test
    void withoutSomebodyWhoKeepsSummariesOlderTurnsAreLeftOut() {
        willSay("fine");

        assertThat(text(events(ask(AGENT, talk(12), null)))).isEqualTo("fine");
        assertThat(upstream.exchanges).hasSize(1);
    }

    @Test
    void manyShortTurnsAreSummarisedToo() {
        willSay("Many hellos.", "fine");
        List<PromptMessage> turns = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            turns.add(PromptMessage.user("hi"));
            turns.add(PromptMessage.assistant("ho"));
        }
        turns.add(PromptMessage.user("newest"));

        List<ReplyEvent> events = events(ask(AGENT, turns, new Memory("Earlier.")));

        assertThat(events).anyMatch(Summarised.class::isInstance);
        assertThat(messages(0).getJsonObject(1).getString("content")).startsWith("Summary so far: Earlier.");
    }

    @Test
    void offlineSummarisesByItsRules() {
        AgentSpec offline = AgentSpec.of(AgentType.CHATBOT, "lopez-offline", json("{'max_output_tokens':30000}"));
        List<PromptMessage> turns = talk(120);

        List<ReplyEvent> events = events(ask(offline, turns, new Memory(null)));

        assertThat(events)
                .anyMatch(event -> event instanceof Summarised summarised
                        && summarised.summary().contains("question"));
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE"})
    void aProviderThatFailsIsToldAsSuch(int status, Kind kind) {
        willDo(status(status));

        assertThat(failure(AGENT, "Hello").kind()).isEqualTo(kind);
    }

    @Test
    void aMessageLongerThanTheContextIsRefused() {
        assertThat(failure(AGENT, "word ".repeat(4_000)).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
    }
}
