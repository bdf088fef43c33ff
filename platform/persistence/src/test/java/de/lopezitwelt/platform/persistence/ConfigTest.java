package de.lopezitwelt.platform.persistence;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature. */
class ConfigTest {
    @Test
    void connections() {
        assertThat(defaults(ConnectionConfig.class, Map.of()))
                .returns(Duration.ofSeconds(5), ConnectionConfig::connectTimeout)
                .returns(Duration.ofSeconds(30), ConnectionConfig::answerTimeout);
        assertThat(full(ConnectionConfig.class, Map.of("connect-timeout", "120s", "answer-timeout", "121s")))
                .returns(Duration.ofSeconds(120), ConnectionConfig::connectTimeout)
                .returns(Duration.ofSeconds(121), ConnectionConfig::answerTimeout);
    }
}
