package de.lopezitwelt.chat.reply.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptTurnsTest {
    private static final String CALLS = "{\"tool_calls\": [{\"id\": \"a\", \"name\": \"f\", \"arguments\": \"{}\","
            + " \"extra\": \"{}\"}, {\"id\": \"b\", \"name\": \"g\", \"arguments\": \"{}\"}],"
            + " \"reasoning\": {\"text\": \"hm\", \"form\": \"reasoning_content\", \"details\": null}}";

    private static MessageView message(MessageType type, String content, @Nullable String metadata) {
        return new MessageView(
                "m", "s", 1, null, 0, type, content, metadata, 0, 0, Instant.EPOCH, null, List.of(), 0, null);
    }

    private static MessageView output(String callId, String content) {
        return message(MessageType.USER, content, String.valueOf(ToolOutputMetadata.write(callId)));
    }

    private static List<PromptMessage> turns(List<MessageView> messages, NewUserMessage... next) {
        PromptTurns read = new PromptTurns(messages, List.of(next), Map.of());
        List<PromptMessage> turns = new ArrayList<>();
        read.said().forEach(said -> turns.add(said.turn()));
        for (NewUserMessage message : next) {
            turns.add(read.next(message));
        }
        return turns;
    }

    private static NewUserMessage answer(String callId) {
        return new NewUserMessage(MessageType.USER, "sunny", ToolOutputMetadata.write(callId));
    }

    @Test
    void answeredCallsComeWithWhatTheirProviderNeedsBack() {
        MessageView called = message(MessageType.AGENT, "", CALLS);

        List<PromptMessage> stored = turns(List.of(called, output("a", "1"), output("b", "")));
        List<PromptMessage> fresh = turns(List.of(called), answer("b"), answer("a"));

        for (List<PromptMessage> turns : List.of(stored, fresh)) {
            assertThat(turns).extracting(PromptMessage::role).containsExactly(Role.ASSISTANT, Role.TOOL, Role.TOOL);
            assertThat(turns.getFirst().toolCalls())
                    .containsExactly(new ToolCall("a", "f", "{}", "{}"), new ToolCall("b", "g", "{}"));
            assertThat(turns.getFirst().reasoning()).isEqualTo(new Reasoning("hm", Reasoning.CONTENT, null));
        }
    }

    @Test
    void callsOfWhichNotAllAreAnsweredAreLeftOut() {
        MessageView silent = message(MessageType.AGENT, "", CALLS);
        MessageView spoken = message(MessageType.AGENT, "wait", CALLS);

        List<PromptMessage> turns = turns(List.of(silent, spoken, output("a", "1")));

        assertThat(turns).containsExactly(PromptMessage.assistant("wait"), PromptMessage.user("1"));
    }

    @Test
    void answerAfterAnotherMessageIsNoAnswer() {
        MessageView called = message(MessageType.AGENT, "wait", CALLS);

        List<PromptMessage> turns =
                turns(List.of(called, message(MessageType.USER, "no", null), output("a", "1"), output("b", "2")));

        assertThat(turns)
                .containsExactly(
                        PromptMessage.assistant("wait"),
                        PromptMessage.user("no"),
                        PromptMessage.user("1"),
                        PromptMessage.user("2"));
    }

    private static MessageView refused() {
        return message(MessageType.AGENT, "", "{\"reply_id\": \"r\", \"left_out\": \"turn\"}");
    }

    @Test
    void aTurnThatItsProviderRefusedIsLeftOut() {
        List<PromptMessage> turns = turns(
                List.of(
                        message(MessageType.USER, "hi", null),
                        message(MessageType.AGENT, "hello", null),
                        message(MessageType.USER, "unanswered", null),
                        message(MessageType.USER, "poison", null),
                        refused()),
                new NewUserMessage(MessageType.USER, "next", null));

        assertThat(turns)
                .containsExactly(
                        PromptMessage.user("hi"),
                        PromptMessage.assistant("hello"),
                        PromptMessage.user("unanswered"),
                        PromptMessage.user("next"));
    }

    @Test
    void answersThatTheProviderRefusedAreLeftOutWithTheirCalls() {
        MessageView called = message(MessageType.AGENT, "", CALLS);
        MessageView spoken = message(MessageType.AGENT, "wait", CALLS);

        assertThat(turns(List.of(
                        message(MessageType.USER, "hi", null), called, output("a", "1"), output("b", "2"), refused())))
                .containsExactly(PromptMessage.user("hi"));
        assertThat(turns(List.of(
                        message(MessageType.USER, "hi", null),
                        spoken,
                        output("a", "1"),
                        output("b", "2"),
                        message(MessageType.USER, "poison", null),
                        refused())))
                .containsExactly(PromptMessage.user("hi"), PromptMessage.assistant("wait"));
    }

    @Test
    void aReplyWithoutSomeImagesLeavesNoTurnOut() {
        assertThat(turns(List.of(
                        message(MessageType.USER, "hi", null),
                        message(MessageType.AGENT, "hello", "{\"left_out\": \"images\"}"))))
                .containsExactly(PromptMessage.user("hi"), PromptMessage.assistant("hello"));
    }

    @Test
    void messagesWithoutCallsAreTurnsAsTheyAre() {
        List<PromptMessage> turns = turns(List.of(
                message(MessageType.SYSTEM, "be kind", "{}"),
                message(MessageType.USER, "hi", "{\"role\":\"tool\"}"),
                message(MessageType.AGENT, "hello", "{\"tool_calls\":\"none\"}"),
                message(MessageType.AGENT, "", null)));

        assertThat(turns)
                .containsExactly(
                        PromptMessage.system("be kind"), PromptMessage.user("hi"), PromptMessage.assistant("hello"));
    }
}
