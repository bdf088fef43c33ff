package de.lopezitwelt.chat.reply.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyMetadataTest {
    private static final ReplyMetadata WHOLE = metadata(true);

    @Test
    void everythingIsReadAsItWasWritten() {
        assertThat(ReplyMetadata.read(WHOLE.toJson())).isEqualTo(WHOLE);
    }

    @Test
    void keysAreThoseOfStoredMessages() {
        assertThat(WHOLE.toJson())
                .isEqualTo("{\"reply_id\":\"r\",\"agent_version\":3,\"model\":\"m\",\"provider\":null,"
                        + "\"offline\":true,\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":5,"
                        + "\"completion_tokens\":7,\"total_tokens\":12,\"estimated\":true,"
                        + "\"cached_tokens\":0,\"cache_write_tokens\":0,\"reasoning_tokens\":0},\"left_out\":\"turn\",\"problem\":\"no\","
                        + "\"stop_sequence\":\"END\","
                        + "\"thoughts\":[{\"at\":2,\"text\":\"hm\"}],"
                        + "\"tool_steps\":[{\"id\":\"a\",\"name\":\"clock\",\"arguments\":\"{}\",\"result\":\"noon\","
                        + "\"failed\":false}],"
                        + "\"tool_calls\":[{\"id\":\"b\",\"name\":\"mail\",\"arguments\":\"{}\",\"extra\":\"{}\"}],"
                        + "\"reasoning\":{\"text\":\"hm\",\"form\":\"reasoning_content\",\"details\":null}}");
    }

    @Test
    void stepsAndCallsAreLeftOutWhenTextsMustNotBeStored() {
        ReplyMetadata read = ReplyMetadata.read(metadata(false).toJson());

        assertThat(read.textStored()).isFalse();
        assertThat(read.thoughts()).isEmpty();
        assertThat(read.reasoning()).isNull();
        assertThat(read.stopSequence()).isNull();
        assertThat(read.toolSteps()).isEmpty();
        assertThat(read.toolCalls()).isEmpty();
        assertThat(read.usage()).isEqualTo(WHOLE.usage());
    }

    @Test
    void whatTheProviderNeedsBackIsKeptWholeOrNotAtAll() {
        ReplyMetadata read = ReplyMetadata.read(
                with(new Reasoning("x".repeat(200_000), Reasoning.BLOCKS, "[]")).toJson());
        ReplyMetadata tooLong = ReplyMetadata.read(
                with(new Reasoning("x".repeat(200_000), Reasoning.BLOCKS, "[\"" + "x".repeat(100_000) + "\"]"))
                        .toJson());

        assertThat(read.reasoning()).isNotNull();
        assertThat(tooLong.reasoning()).isNull();
        assertThat(tooLong.toolCalls()).hasSize(1);
    }

    private static ReplyMetadata with(Reasoning reasoning) {
        return new ReplyMetadata(
                "r",
                3,
                "m",
                null,
                true,
                "tool_calls",
                null,
                WHOLE.usage(),
                true,
                List.of(),
                List.of(),
                WHOLE.toolCalls(),
                reasoning,
                null,
                null);
    }

    @Test
    void clientCallsAreThoseOfTheMessage() {
        ReplyMetadata.ClientCalls calls = ReplyMetadata.clientCalls(WHOLE.toJson());

        assertThat(calls.turn("said").toolCalls()).containsExactly(new ToolCall("b", "mail", "{}", "{}"));
        assertThat(calls.turn("said").reasoning()).isEqualTo(WHOLE.reasoning());
        assertThat(ReplyMetadata.clientCalls(null).isEmpty()).isTrue();
        assertThat(ReplyMetadata.clientCalls("{\"tool_steps\":[]}").isEmpty()).isTrue();
    }

    @Test
    void missingAndForeignMetadataIsTolerated() {
        assertThat(ReplyMetadata.read(null).toolCalls()).isEmpty();
        assertThat(ReplyMetadata.read("[1]").model()).isNull();
        assertThat(ReplyMetadata.read("{\"usage\":7,\"tool_calls\":\"none\"}").usage())
                .isEqualTo(ReplyUsage.of(0, 0, false));
    }

    private static ReplyMetadata metadata(boolean textStored) {
        return new ReplyMetadata(
                "r",
                3,
                "m",
                null,
                true,
                "stop",
                "END",
                ReplyUsage.of(5, 7, true),
                textStored,
                List.of(new StoredThought(2, "hm")),
                List.of(new ToolStep("a", "clock", "{}", "noon", false)),
                List.of(new ToolCalled(0, "b", "mail", "{}", "{}")),
                new Reasoning("hm", Reasoning.CONTENT, null),
                ReplyMetadata.TURN,
                "no");
    }

    @Test
    void aTurnThatWasLeftOutIsKnownEvenWhenTextsAreNot() {
        assertThat(ReplyMetadata.leavesOutItsTurn(metadata(true).toJson())).isTrue();
        assertThat(ReplyMetadata.leavesOutItsTurn(metadata(false).toJson())).isTrue();
        assertThat(ReplyMetadata.leavesOutItsTurn("{\"left_out\": \"images\"}")).isFalse();
        assertThat(ReplyMetadata.leavesOutItsTurn("{\"text\": \"left_out\"}")).isFalse();
        assertThat(ReplyMetadata.leavesOutItsTurn(null)).isFalse();
    }
}
