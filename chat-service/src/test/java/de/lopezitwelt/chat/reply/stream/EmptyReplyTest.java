package de.lopezitwelt.chat.reply.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyReplyTest {
    @ParameterizedTest
    @CsvSource({
        "stop, false, false, without a word",
        "stop, true, false, thought",
        "stop, false, true, tools",
        "length, true, false, thinking",
        "length, false, false, limit before its first word",
        "length, true, true, limit of its tool calls",
        "content_filter, true, false, refused to answer",
        "cancelled, false, false, cancelled"
    })
    void eachSaysWhy(String finishReason, boolean thought, boolean toolsRan, String words) {
        assertThat(EmptyReply.why(finishReason, thought, toolsRan)).contains(words);
    }
}
