package de.lopezitwelt.auth.stepup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How fresh a proof dangerous actions ask for. */
@ConfigMapping(prefix = "lopez.auth.step-up")
public interface StepUpConfig {
    /** Age of the last proof ({@code auth_time}), at most. */
    @WithDefault("5M")
    Duration maxAge();
}
