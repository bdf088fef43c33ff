package de.lopezitwelt.platform.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class DialogueTest {
    @Test
    void sampleDialogueHasTwentyLines() throws IOException {
        assertThat(Dialogue.sample().messages()).hasSize(20).anyMatch(line -> line.contains("ß") || line.contains("ä"));
    }

    @Test
    void blankLinesAreNoMessages() throws IOException {
        assertThat(Dialogue.read(new StringReader("one\n\n  \ntwo ")).messages())
                .containsExactly("one", "two");
    }
}
