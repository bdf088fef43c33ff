package de.lopezitwelt.chat.turn.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnReferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"message:m", "reply:r", "0192", ""})
    void textIsReadBackUnchanged(String text) {
        assertThat(TurnReference.of(text).text()).isEqualTo(text);
    }

    @Test
    void kindIsReadFromThePrefix() {
        assertThat(TurnReference.of("message:m")).isEqualTo(new TurnReference.ToMessage("m"));
        assertThat(TurnReference.of("reply:r")).isEqualTo(new TurnReference.ToReply("r"));
    }

    @Test
    void referenceOfAnotherKindOfRequestIsNeitherMessageNorReply() {
        assertThat(TurnReference.of(null)).isInstanceOf(TurnReference.ToOther.class);
        assertThat(TurnReference.of("0192")).isInstanceOf(TurnReference.ToOther.class);
    }
}
