package de.lopezitwelt.platform.web.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Requests per instance: with n instances a client may reach n times as many. */
@ConfigMapping(prefix = "lopez.limits.requests")
public interface RateLimitConfig {
    @WithDefault("true")
    boolean enabled();

    /** The time over which requests are counted. */
    @WithDefault("60s")
    Duration window();

    /** Requests of one user, API key or service in a window; as many may come at once. */
    @WithDefault("6000")
    int perCaller();

    /** Requests from one address in a window, signed in or not: an office shares one. */
    @WithDefault("30000")
    int perAddress();

    /** Callers and addresses remembered; the least recently seen start again. */
    @WithDefault("100000")
    int remembered();
}
