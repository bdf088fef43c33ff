package de.lopezitwelt.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageSlotTest {
    private static final UsageSlot SLOT = UsageSlot.of(Instant.parse("2026-11-30T10:44:59.999Z"));

    @Test
    void slotIsTheQuarterOfAnHour() {
        assertThat(SLOT.begin()).isEqualTo("2026-11-30T10:30:00Z");
        assertThat(UsageSlot.of(SLOT.begin())).isEqualTo(SLOT);
    }

    @Test
    void idsFollowTheTimeAndTellGroupsApart() {
        UsageSlot next = new UsageSlot(SLOT.number() + 1);

        assertThat(SLOT.id(List.of("a", "b"))).hasSize(36).isEqualTo(SLOT.id(List.of("a", "b")));
        assertThat(SLOT.id(List.of("a", "b")))
                .isNotEqualTo(SLOT.id(List.of("ab", "")))
                .isGreaterThan(SLOT.lowestId())
                .isLessThan(next.lowestId());
    }
}
