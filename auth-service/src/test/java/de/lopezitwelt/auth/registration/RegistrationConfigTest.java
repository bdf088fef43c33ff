package de.lopezitwelt.auth.registration;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationConfigTest {
    @Test
    void everybodyMayRegisterByDefault() {
        RegistrationConfig usual = defaults(RegistrationConfig.class, Map.of());

        assertThat(usual.policy()).isEqualTo(RegistrationPolicy.OPEN);
        assertThat(usual.answerAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everyKeyIsRead() {
        RegistrationConfig own = full(RegistrationConfig.class, Map.of("policy", "closed", "answer-after", "2S"));

        assertThat(own.policy()).isEqualTo(RegistrationPolicy.CLOSED);
        assertThat(own.answerAfter()).isEqualTo(Duration.ofSeconds(2));
    }
}
