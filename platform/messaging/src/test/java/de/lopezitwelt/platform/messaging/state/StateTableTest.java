package de.lopezitwelt.platform.messaging.state;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.ItemState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTableTest {
    private final StateTable<ItemState> table = new StateTable<>();

    @Test
    void readingTheTopicAgainDoesNotBringBackWhatEnded() {
        table.accept("a", 1L, new ItemState("a", "red"));
        table.accept("a", 2L, null);

        table.accept("a", 1L, new ItemState("a", "red"));

        assertThat(table.get("a")).isNull();
    }

    @Test
    void listenersHearChangesAndNoOldVersions() {
        List<String> seen = new ArrayList<>();
        table.onChange((key, state) -> seen.add(key + (state == null ? "-" : state.colour())));

        table.accept("a", 2L, new ItemState("a", "red"));
        table.accept("a", 1L, new ItemState("a", "blue"));
        table.accept("a", 3L, null);

        assertThat(seen).containsExactly("ared", "a-");
    }
}
