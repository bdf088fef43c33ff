package de.lopezitwelt.platform.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 8_192, 100_000})
    void textComesBack(int length) {
        String text = "tab\t, ä 🦜\n".repeat(length / 10) + "end";

        assertThat(PackedText.text(PackedText.of(text))).isEqualTo(text);
    }

    @Test
    void eventsOfATurnTakeAThirdOfTheirLength() {
        List<OutboxMessage> messages = new ArrayList<>();
        String session = UUID.randomUUID().toString();
        for (String type : List.of("de.lopezitwelt.session.started.v1", "de.lopezitwelt.message.appended.v1")) {
            String id = UUID.randomUUID().toString();
            messages.add(new OutboxMessage(id, "lopez.sessions", session, type, 1L, """
                    {"specversion":"1.0","id":"%s","type":"%s","source":"/lopez/chat-service","subject":"%s",\
                    "time":"2026-11-30T12:00:00.123456Z","datacontenttype":"application/json","aggregateversion":1,\
                    "actor":"api_key:%s","data":{"session_id":"%s","user_id":"%s","agent_id":"%s","tokens_used":0}}""".formatted(
                            id, type, session, session, session, session, session)));
        }
        String text = EventFrames.write(messages);

        assertThat(PackedText.of(text)).hasSizeLessThan(text.length() / 3);
    }

    @Test
    void whatWasCutOffIsNotHalfRead() {
        byte[] packed = PackedText.of("an event ".repeat(50));

        assertThatThrownBy(() -> PackedText.text(Arrays.copyOf(packed, packed.length - 4)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PackedText.text(new byte[] {(byte) 0xff, 1, 2}))
                .isInstanceOf(IllegalStateException.class);
    }
}
