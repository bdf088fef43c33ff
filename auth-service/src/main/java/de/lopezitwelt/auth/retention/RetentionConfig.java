package de.lopezitwelt.auth.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long traces of sign-ins are kept. */
@ConfigMapping(prefix = "lopez.auth.retention")
public interface RetentionConfig {
    /** How often expired rows are deleted. */
    @WithDefault("10M")
    Duration every();

    /** History of attempts to sign in. */
    @WithDefault("90D")
    Duration loginAttempts();

    /** Throttle counters nobody has touched; longer than {@code lopez.auth.throttle.forget-after}. */
    @WithDefault("2D")
    Duration throttles();

    /** Sign-ins after their end: as long as reuse of their tokens is worth recognising. */
    @WithDefault("1D")
    Duration endedSignIns();

    /** Invitations and the digests of links after their end, used or not. */
    @WithDefault("30D")
    Duration endedLinks();

    /** Erasures after their end, as long as their tickets can be asked with. */
    @WithDefault("30D")
    Duration endedErasures();
}
