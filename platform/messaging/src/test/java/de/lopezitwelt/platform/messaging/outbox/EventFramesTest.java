package de.lopezitwelt.platform.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFramesTest {
    private static final OutboxMessage EVENT = new OutboxMessage(
            "1", "lopez.items", "a", "item.counted", 7L, "{\"text\":\"tab\\t, \u00e4 \ud83e\udd9c\"}");

    @Test
    void eventsComeBackInOrder() {
        List<OutboxMessage> events = List.of(
                EVENT,
                new OutboxMessage("2", "lopez.items.state", "a", "item.state", 8L, null),
                new OutboxMessage("3", "lopez.activity", "3", "activity", null, "{}"),
                new OutboxMessage("4", "lopez.activity", "4", "activity", null, "two\nlines\tand a tab"));

        assertThat(EventFrames.read(EventFrames.write(events))).isEqualTo(events);
    }

    @Test
    void nothingIsNoEvent() {
        assertThat(EventFrames.read(EventFrames.write(List.of()))).isEmpty();
    }

    @Test
    void keyThatWouldBreakTheFrameIsRefused() {
        for (String key : List.of("a\tb", "a\nb")) {
            assertThatThrownBy(() -> EventFrames.write(List.of(new OutboxMessage("1", "t", key, "type", 1L, "{}"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rowThatWasCutOffIsNotHalfPublished() {
        String whole = EventFrames.write(List.of(EVENT));
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> EventFrames.read(cut)).isInstanceOf(RuntimeException.class);
        }
    }
}
