package de.lopezitwelt.runtime.catalog.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static List<PromptMessage> shaped(
            SystemMessages systemMessages, boolean alternating, PromptMessage... prompt) {
        return new Quirks(true, systemMessages, alternating, Quirks.MAX_TOKENS, Map.of(), Map.of(), List.of())
                .shaped(List.of(prompt));
    }

    @Test
    void idsOfCallsAreShortWhereTheCatalogSaysSo() {
        Quirks mistral = new Quirks(
                true,
                SystemMessages.MANY,
                false,
                Quirks.MAX_TOKENS,
                Map.of(),
                Map.of(),
                List.of(),
                ReasoningForm.NONE,
                Set.of(),
                false,
                true);

        List<PromptMessage> shaped = mistral.shaped(List.of(
                PromptMessage.user("a"),
                PromptMessage.assistant(
                        "",
                        List.of(
                                new ToolCall("abcDEF123", "t", "{}"),
                                new ToolCall("call_1", "t", "{}", "{\"x\":1}"),
                                new ToolCall("functions.t:1", "t", "{}"))),
                PromptMessage.tool("abcDEF123", "1"),
                PromptMessage.tool("call_1", "2"),
                PromptMessage.tool("functions.t:1", "3")));

        List<String> ids = shaped.get(1).toolCalls().stream().map(ToolCall::id).toList();
        assertThat(ids).contains("abcDEF123").doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(shaped.subList(2, 5)).extracting(PromptMessage::toolCallId).isEqualTo(ids);
        assertThat(shaped.get(1).toolCalls().get(1).extra()).isEqualTo("{\"x\":1}");
    }

    @Test
    void theOneSystemMessageComesFirstWhereverTheyStood() {
        assertThat(shaped(
                        SystemMessages.ONE,
                        false,
                        PromptMessage.user("a"),
                        PromptMessage.system("s"),
                        PromptMessage.system(" "),
                        PromptMessage.assistant("b"),
                        PromptMessage.system("t")))
                .containsExactly(PromptMessage.system("s\n\nt"), PromptMessage.user("a"), PromptMessage.assistant("b"));
        assertThat(shaped(SystemMessages.ONE, false, PromptMessage.user("a"))).containsExactly(PromptMessage.user("a"));
    }

    @Test
    void theUserSaysWhatTheSystemWouldBeforeAnAssistantBegins() {
        assertThat(shaped(SystemMessages.NONE, false, PromptMessage.system("s"), PromptMessage.assistant("a")))
                .containsExactly(PromptMessage.user("s"), PromptMessage.assistant("a"));
        assertThat(shaped(SystemMessages.NONE, false, PromptMessage.system("s")))
                .containsExactly(PromptMessage.user("s"));
        assertThat(shaped(SystemMessages.NONE, true, PromptMessage.system(""), PromptMessage.user("a")))
                .containsExactly(PromptMessage.user("a"));
    }

    @Test
    void turnsThatAlternateAreLeftAsTheyAre() {
        PromptMessage[] prompt = {
            PromptMessage.system("s"), PromptMessage.user("a"), PromptMessage.assistant("b"), PromptMessage.user("c")
        };

        assertThat(shaped(SystemMessages.MANY, true, prompt)).containsExactly(prompt);
    }

    @Test
    void imagesOfMergedTurnsStayInOrder() {
        Image first = new Image("image/png", "AQ==");
        Image second = new Image("image/png", "Ag==");

        assertThat(shaped(
                        SystemMessages.MANY,
                        true,
                        PromptMessage.user("a", List.of(first)),
                        PromptMessage.user("", List.of(second)),
                        PromptMessage.user("b")))
                .containsExactly(PromptMessage.user("a\n\nb", List.of(first, second)));
    }

    @Test
    void messagesOfTheUserInARowAreOneForEveryProvider() {
        assertThat(shaped(
                        SystemMessages.MANY,
                        false,
                        PromptMessage.user("a"),
                        PromptMessage.user("b"),
                        PromptMessage.assistant("c"),
                        PromptMessage.assistant("d"),
                        PromptMessage.user("e")))
                .containsExactly(
                        PromptMessage.user("a\n\nb"),
                        PromptMessage.assistant("c"),
                        PromptMessage.assistant("d"),
                        PromptMessage.user("e"));
    }

    @Test
    void callsAndTheirReasoningSurviveAMerge() {
        ToolCall call = new ToolCall("c", "calculator", "{}");
        Reasoning reasoning = new Reasoning("hm", Reasoning.CONTENT, null);

        assertThat(shaped(
                        SystemMessages.MANY,
                        true,
                        PromptMessage.assistant("a"),
                        PromptMessage.assistant("", List.of(call), reasoning),
                        PromptMessage.tool("c", "1"),
                        PromptMessage.tool("d", "2")))
                .containsExactly(
                        PromptMessage.assistant("a", List.of(call), reasoning),
                        PromptMessage.tool("c", "1"),
                        PromptMessage.tool("d", "2"));
    }
}
