package de.lopezitwelt.orgbilling.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How the domains of organizations are verified. */
@ConfigMapping(prefix = "lopez.organizations")
public interface OrganizationConfig {
    Dns dns();

    /** The name server that is asked for TXT records. */
    interface Dns {
        /** Its address; that of the machine when left out. */
        Optional<String> host();

        @WithDefault("53")
        @Min(1)
        @Max(65_535)
        int port();

        /** How long an answer is waited for. */
        @WithDefault("PT5S")
        Duration timeout();
    }
}
