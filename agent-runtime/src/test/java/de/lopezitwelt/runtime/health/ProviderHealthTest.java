package de.lopezitwelt.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.TypeTestBase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderHealthTest extends TypeTestBase {

    private Map<String, ProviderStatus> health() {
        return runtime.health().await().atMost(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"200, UP", "404, UP", "401, KEY_REFUSED", "500, DOWN", "503, DOWN"})
    void statusTellsWhetherTheProviderIsThere(int status, ProviderStatus expected) {
        willDo(status(status));

        assertThat(health()).containsExactly(Map.entry("fake", expected));
    }

    @Test
    void anAnswerIsRememberedForAWhile() {
        willDo(status(200));
        willDo(status(500));

        health();

        assertThat(health()).containsEntry("fake", ProviderStatus.UP);
        assertThat(upstream.exchanges).hasSize(1);
    }

    @Test
    void aProviderThatIsAwayIsDown() {
        upstream.close();

        assertThat(health()).containsEntry("fake", ProviderStatus.DOWN);
    }
}
