package de.lopezitwelt.auth.login.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How fast passwords may be guessed. */
@ConfigMapping(prefix = "lopez.auth.throttle")
public interface ThrottleConfig {
    /** Failed attempts before an account is locked. */
    @WithDefault("5")
    int accountFailures();

    /** The first lock; each further failure doubles it. */
    @WithDefault("30S")
    Duration firstLock();

    /** Where doubling ends. */
    @WithDefault("15M")
    Duration longestLock();

    /** After this time without an attempt an account's failures are forgotten. */
    @WithDefault("24H")
    Duration forgetAfter();

    /** After this time an attempt that was not decided counts as failed: its instance has died. */
    @WithDefault("30S")
    Duration longestDecision();

    /** How long an attempt waits for others of the same account that are being decided, before it is refused. */
    @WithDefault("10S")
    Duration patience();

    /** Failed attempts from one address (IPv6: one /64) within the window; an office shares one. */
    @WithDefault("100")
    int addressFailures();

    /** The window of {@link #addressFailures()}. */
    @WithDefault("15M")
    Duration addressWindow();

    default ThrottleLimits limits() {
        return new ThrottleLimits(
                accountFailures(),
                firstLock(),
                longestLock(),
                forgetAfter(),
                longestDecision(),
                addressFailures(),
                addressWindow());
    }
}
