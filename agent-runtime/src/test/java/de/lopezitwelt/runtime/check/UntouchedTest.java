package de.lopezitwelt.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UntouchedTest {
    @Test
    void targetsOfLinksAreTakenOver() {
        assertThat(Untouched.fragments("see [the page](page/one) and `code`")).containsExactly("](page/one)", "`code`");
    }

    /** Unbounded it takes hours: one caller would stop everybody's event loop. */
    @Test
    void targetsThatNobodyClosesAreGivenUp() {
        String text = "](".repeat(12_000) + " ".repeat(950_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Untouched.fragments(text)))
                .isEmpty();
    }
}
