package de.lopezitwelt.chat.reply.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
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
                        + "\"cached_tokens\":0,\"reasoning_tokens\":0},"
                        + "\"tool_steps\":[{\"id\":\"a\",\"name\":\"clock\",\"arguments\":\"{}\",\"result\":\"noon\","
                        + "\"failed\":false}],"
                        + "\"tool_calls\":[{\"id\":\"b\",\"name\":\"mail\",\"arguments\":\"{}\"}]}");
    }

    @Test
    void stepsAndCallsAreLeftOutWhenTextsMustNotBeStored() {
        ReplyMetadata read = ReplyMetadata.read(metadata(false).toJson());

        assertThat(read.textStored()).isFalse();
        assertThat(read.toolSteps()).isEmpty();
        assertThat(read.toolCalls()).isEmpty();
        assertThat(read.usage()).isEqualTo(WHOLE.usage());
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
                ReplyUsage.of(5, 7, true),
                textStored,
                List.of(new ToolStep("a", "clock", "{}", "noon", false)),
                List.of(new ToolCalled(0, "b", "mail", "{}")));
    }
}
