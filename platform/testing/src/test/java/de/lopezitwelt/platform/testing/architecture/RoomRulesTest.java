package de.lopezitwelt.platform.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomRulesTest {
    private static final String ROOM = "de.lopezitwelt.chat.room";

    @Test
    void packageOfFifteenTypesIsAllowed() {
        assertThat(RoomRules.violations(Map.of(ROOM, 15))).isEmpty();
    }

    @Test
    void packageOfSixteenTypesIsRefused() {
        assertThat(RoomRules.violations(Map.of(ROOM, 16)))
                .singleElement()
                .asString()
                .contains(ROOM, "16");
    }
}
