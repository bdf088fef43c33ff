package de.lopezitwelt.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.sse.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SseReaderTest {

    @Test
    void namesDataAndCommentsAreRead() throws IOException {
        byte[] stream = """
                : keep-alive

                event: delta
                id: 1:2
                data: {"text":"ä"}

                data: one
                data:two

                event: cut
                data: off""".getBytes(StandardCharsets.UTF_8);
        try (SseReader events = new SseReader(new ByteArrayInputStream(stream))) {
            assertThat(events.next()).isEqualTo(new Event("delta", "{\"text\":\"ä\"}"));
            assertThat(events.next()).isEqualTo(new Event("message", "one\ntwo"));
            assertThat(events.next()).isNull();
        }
    }
}
