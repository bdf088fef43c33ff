package de.lopezitwelt.platform.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomRulesTest {
    private static final String ROOM = "de.lopezitwelt.chat.room";

    @Test
    void packageOfFifteenTypesIsAllowed() {
        assertThat(RoomRules.violations(Map.of(ROOM, 15), Map.of())).isEmpty();
    }

    @Test
    void packageOfSixteenTypesIsRefused() {
        assertThat(RoomRules.violations(Map.of(ROOM, 16), Map.of()))
                .singleElement()
                .asString()
                .contains(ROOM, "16");
    }

    @Test
    void listedPackageMayStayAsItIsOrShrink() {
        assertThat(RoomRules.violations(Map.of(ROOM, 20), Map.of(ROOM, 20))).isEmpty();
        assertThat(RoomRules.violations(Map.of(ROOM, 16), Map.of(ROOM, 20))).isEmpty();
    }

    @Test
    void listedPackageMustNotGrow() {
        assertThat(RoomRules.violations(Map.of(ROOM, 21), Map.of(ROOM, 20)))
                .singleElement()
                .asString()
                .contains("may hold 20");
    }

    @Test
    void packageThatNeedsTheListNoLongerMustLeaveIt() {
        assertThat(RoomRules.violations(Map.of(ROOM, 15), Map.of(ROOM, 20)))
                .singleElement()
                .asString()
                .contains("take it off the list");
        assertThat(RoomRules.violations(Map.of("de.lopezitwelt.chat.other", 3), Map.of(ROOM, 20)))
                .hasSize(1);
    }

    @Test
    void listedPackagesOfOtherModulesAreNotJudged() {
        Map<String, Integer> crowded = Map.of("de.lopezitwelt.auth.room", 20, "de.lopezitwelt.platform.local.room", 20);

        assertThat(RoomRules.violations(Map.of(ROOM, 3, "de.lopezitwelt.platform.web.room", 3), crowded))
                .isEmpty();
    }
}
