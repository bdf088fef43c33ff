package de.lopezitwelt.chat.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BranchPathTest {
    private static final BranchPath SECOND = BranchPath.of(2, "[[0,4],[1,7]]");

    @Test
    void pathHoldsItsStretchesAndNothingBeyondThem() {
        assertThat(SECOND.holds(0, 4)).isTrue();
        assertThat(SECOND.holds(0, 5)).isFalse();
        assertThat(SECOND.holds(1, 7)).isTrue();
        assertThat(SECOND.holds(1, 8)).isFalse();
        assertThat(SECOND.holds(2, 1_000_000)).isTrue();
        assertThat(SECOND.holds(3, 9)).isFalse();
    }

    @Test
    void cutsAfterAMessageOfAnyOfItsStretches() {
        assertThat(SECOND.upTo(2, 12).json()).isEqualTo("[[0,4],[1,7],[2,12]]");
        assertThat(SECOND.upTo(1, 6).json()).isEqualTo("[[0,4],[1,6]]");
        assertThat(BranchPath.TRUNK.upTo(0, 3).json()).isEqualTo("[[0,3]]");
        assertThatThrownBy(() -> SECOND.upTo(1, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forkComesBackFromItsText() {
        Fork fork = new Fork("m", SECOND.upTo(2, 12));

        assertThat(Fork.read(fork.json())).isEqualTo(fork);
        assertThat(Fork.read(new Fork(null, BranchPath.NOTHING).json()))
                .isEqualTo(new Fork(null, new BranchPath(List.of())));
    }
}
