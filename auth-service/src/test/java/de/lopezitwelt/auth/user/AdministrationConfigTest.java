package de.lopezitwelt.auth.user;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AdministrationConfigTest {
    @Test
    void firstRegisteredUserAdministersOnlyWhereTheOperatorSaysSo() {
        assertThat(defaults(AdministrationConfig.class, Map.of()).firstRegistered())
                .isFalse();
        assertThat(full(AdministrationConfig.class, Map.of("first-registered", "true"))
                        .firstRegistered())
                .isTrue();
    }
}
