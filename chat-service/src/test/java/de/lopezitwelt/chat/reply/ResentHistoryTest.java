package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResentHistoryTest {
    private static final List<String> SCOPE = List.of("user", "key", "", "agent");
    private static final PromptMessage QUESTION = PromptMessage.user("What is it?");
    private static final PromptMessage NEXT = PromptMessage.user("And then?");
    private static final ToolCall RAIN = new ToolCall("c1", "weather", "{\"city\":\"Bonn\",\"days\":2}");
    private static final ToolCall TIME = new ToolCall("c2", "time", "{}");

    private static ResentHistory of(int from, PromptMessage... turns) {
        return ResentHistory.of(SCOPE, List.of(turns), from, turn -> List.of());
    }

    /** What the next turn looks for. */
    private static @Nullable String before(PromptMessage... turns) {
        PromptMessage[] all = Arrays.copyOf(turns, turns.length + 1);
        all[turns.length] = NEXT;
        return of(turns.length, all).before();
    }

    private static String asked(String answer, ToolCall... calls) {
        return of(0, QUESTION).after(answer, List.of(calls));
    }

    @Test
    void conversationIsFoundByWhatPrecedesItsNextTurn() {
        String first = asked("It is a crane.");
        ResentHistory second = of(2, QUESTION, PromptMessage.assistant("It is a crane."), NEXT);
        String third =
                before(QUESTION, PromptMessage.assistant("It is a crane."), NEXT, PromptMessage.assistant("Fly."));

        assertThat(second.before()).isEqualTo(first).hasSize(22);
        assertThat(second.after("Fly.", List.of())).isEqualTo(third).isNotEqualTo(first);
    }

    @Test
    void whatHoldsNoAnswerIsNotLookedFor() {
        assertThat(of(0, QUESTION).before()).isNull();
        assertThat(of(0, PromptMessage.system("Be brief."), QUESTION).before()).isNull();
    }

    @Test
    void changesThatClientsMakeAreNone() {
        assertThat(before(
                        PromptMessage.system("It is noon. Be brief."),
                        PromptMessage.user(" What  is\r\nit? "),
                        PromptMessage.assistant("It is\n\na crane.\n")))
                .isEqualTo(asked("It is a crane."));
        assertThat(before(QUESTION, PromptMessage.assistant("It is "), PromptMessage.assistant("a crane.")))
                .isEqualTo(asked("It is a crane."));
    }

    @Test
    void callsAreTheSameInAnyOrderAndUnderOtherIds() {
        ToolCall rewritten = new ToolCall("x", "weather", "{ \"days\": 2, \"city\": \"Bonn\" }");
        String after = asked("", RAIN, TIME);

        assertThat(before(QUESTION, PromptMessage.assistant("", List.of(TIME, rewritten))))
                .isEqualTo(after);
        assertThat(before(
                        QUESTION,
                        PromptMessage.assistant("", List.of(rewritten)),
                        PromptMessage.assistant("", List.of(TIME))))
                .isEqualTo(after);
        assertThat(before(QUESTION, PromptMessage.assistant("", List.of(TIME)))).isNotEqualTo(after);
        assertThat(asked("", new ToolCall("c", "weather", "not JSON"))).isNotEqualTo(asked(""));
    }

    @Test
    void anythingElseThatDiffersIsAnotherConversation() {
        String known = asked("It is a crane.");

        assertThat(before(QUESTION, PromptMessage.assistant("It is a heron."))).isNotEqualTo(known);
        assertThat(before(PromptMessage.user("Who is it?"), PromptMessage.assistant("It is a crane.")))
                .isNotEqualTo(known);
        assertThat(before(QUESTION, PromptMessage.tool("c1", "It is"), PromptMessage.assistant("a crane.")))
                .isNotEqualTo(known);
        assertThat(before(
                        PromptMessage.user("What"),
                        PromptMessage.user("is it?"),
                        PromptMessage.assistant("It is a crane.")))
                .isNotEqualTo(known);
    }

    @Test
    void usersKeysOrganizationsAndAgentsAreKeptApart() {
        for (int i = 0; i < SCOPE.size(); i++) {
            List<String> other = new ArrayList<>(SCOPE);
            other.set(i, "other");
            assertThat(ResentHistory.of(other, List.of(QUESTION), 0, turn -> List.of())
                            .after("Yes.", List.of()))
                    .isNotEqualTo(asked("Yes."));
        }
    }

    @Test
    void filesArePartOfTheirMessage() {
        byte[] file = "bytes".getBytes(StandardCharsets.UTF_8);
        ResentHistory with = ResentHistory.of(SCOPE, List.of(QUESTION), 0, turn -> List.of(file));
        ResentHistory again = ResentHistory.of(
                SCOPE,
                List.of(QUESTION, PromptMessage.assistant("A file."), NEXT),
                2,
                turn -> Objects.requireNonNullElse(Map.of(0, List.of(file)).get(turn), List.of()));

        assertThat(again.before()).isEqualTo(with.after("A file.", List.of())).isNotEqualTo(asked("A file."));
    }

    @Test
    void answerThatContinuesWordsOfTheClientIsOneWithThem() {
        ResentHistory begun = of(0, QUESTION, PromptMessage.assistant("It is "));

        assertThat(before(QUESTION, PromptMessage.assistant("It is a crane.")))
                .isEqualTo(begun.after("a crane.", List.of()));
    }
}
