package de.lopezitwelt.platform.web.identity.credential;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionReadinessTest {
    @Test
    void productionNeedsASecretOfSomeLength() {
        assertThatThrownBy(() -> new ProductionReadiness(Optional.empty()).check(LaunchMode.NORMAL))
                .hasMessageContaining("lopez.service.secret");
        assertThatThrownBy(() -> new ProductionReadiness(Optional.of("a".repeat(15))).check(LaunchMode.NORMAL))
                .hasMessageNotContaining("aaa");
        assertThatCode(() -> new ProductionReadiness(Optional.of("a".repeat(16))).check(LaunchMode.NORMAL))
                .doesNotThrowAnyException();
    }

    @Test
    void developmentDoesNot() {
        assertThatCode(() -> new ProductionReadiness(Optional.empty()).check(LaunchMode.TEST))
                .doesNotThrowAnyException();
    }
}
