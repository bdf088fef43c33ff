package de.lopezitwelt.platform.persistence.schema;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration. */
class ConfigTest {
    @Test
    void migration() {
        assertThat(defaults(SchemaConfig.class, Map.of()))
                .returns(true, SchemaConfig::atStart)
                .returns(Duration.ofMinutes(10), SchemaConfig::patience);
        assertThat(full(SchemaConfig.class, Map.of("at-start", "false", "patience", "130s")))
                .returns(false, SchemaConfig::atStart)
                .returns(Duration.ofSeconds(130), SchemaConfig::patience);
    }
}
