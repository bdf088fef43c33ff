package de.lopezitwelt.platform.persistence.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionPolicyTest {
    private static final List<Integer> YEARS = List.of(2024, 2025, 2026);

    @Test
    void nextYearIsThereAheadOfTime() {
        assertThat(PartitionPolicy.missing(YEARS, 2025)).isEmpty();
        assertThat(PartitionPolicy.missing(YEARS, 2026)).containsExactly(2027);
        assertThat(PartitionPolicy.missing(YEARS, 2028)).containsExactly(2027, 2028, 2029);
    }

    @Test
    void wholeYearsAreKeptBesideTheCurrentOne() {
        assertThat(PartitionPolicy.outdated(YEARS, 2026, 1)).containsExactly(2024);
        assertThat(PartitionPolicy.outdated(YEARS, 2026, 2)).isEmpty();
        assertThat(PartitionPolicy.outdated(YEARS, 2028, 1)).containsExactly(2024, 2025, 2026);
    }
}
