package de.lopezitwelt.platform.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void filterThatWasLeftOutAddsNothing() {
        var conditions = new Conditions().and("user_id = ?", null);

        assertThat(conditions.text()).isEmpty();
        assertThat(conditions.values()).isEmpty();
    }

    @Test
    void valuesStandInTheOrderOfTheirPlaceholders() {
        var conditions = new Conditions()
                .and("user_id = ?", "u")
                .and("action = ?", null)
                .and("(created_at, id) < (?, ?)", 7, "i")
                .and("kind = ?", "k");

        assertThat(conditions.text()).isEqualTo(" AND user_id = ? AND (created_at, id) < (?, ?) AND kind = ?");
        assertThat(conditions.values()).containsExactly("u", 7, "i", "k");
    }
}
