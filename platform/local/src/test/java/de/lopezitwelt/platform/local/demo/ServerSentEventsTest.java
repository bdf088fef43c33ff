package de.lopezitwelt.platform.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.demo.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    @Test
    void readsNamesDataAndComments() throws IOException {
        ServerSentEvents events = events("""
                : keep-alive

                event: delta
                id: 1:2
                data: {"text":"ä"}

                data: one
                data:two

                event: cut
                data: off""");

        assertThat(events.next()).isEqualTo(new Event("delta", "{\"text\":\"ä\"}"));
        assertThat(events.next()).isEqualTo(new Event("message", "one\ntwo"));
        assertThat(events.next()).isNull();
    }

    @Test
    void sampleDialogueHasTwentyLines() throws IOException {
        assertThat(Dialogue.sample().messages()).hasSize(20).anyMatch(line -> line.contains("ß") || line.contains("ä"));
    }

    @Test
    void blankLinesAreNoMessages() throws IOException {
        assertThat(Dialogue.read(new StringReader("one\n\n  \ntwo ")).messages())
                .containsExactly("one", "two");
    }

    private static ServerSentEvents events(String text) {
        return new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
