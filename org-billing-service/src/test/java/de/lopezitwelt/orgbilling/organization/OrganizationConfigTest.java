package de.lopezitwelt.orgbilling.organization;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganizationConfigTest {
    @Test
    void nameServerOfTheMachineIsAskedUnlessAnotherIsNamed() {
        OrganizationConfig usual = defaults(OrganizationConfig.class, Map.of());

        assertThat(usual.dns().host()).isEmpty();
        assertThat(usual.dns().port()).isEqualTo(53);
        assertThat(usual.dns().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyKeyIsRead() {
        OrganizationConfig own = full(
                OrganizationConfig.class, Map.of("dns.host", "192.0.2.1", "dns.port", "5353", "dns.timeout", "PT1S"));

        assertThat(own.dns().host()).contains("192.0.2.1");
        assertThat(own.dns().port()).isEqualTo(5353);
        assertThat(own.dns().timeout()).isEqualTo(Duration.ofSeconds(1));
    }
}
