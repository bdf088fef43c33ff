package de.lopezitwelt.chat.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of event streams of all APIs, whether or not their reply is still running. */
@ConfigMapping(prefix = "lopez.chat.streams")
public interface StreamConfig {
    /**
     * Streams that one user may have open on one instance: as many as replies may run, and as many again for second
     * listeners and for connections that broke without being closed.
     */
    @WithDefault("10")
    int perUser();

    /** Exports and downloads that one user may have open on one instance. */
    @WithDefault("20")
    int filesPerUser();

    /** How long a client may read nothing of what it was sent before its connection is closed. */
    @WithDefault("60s")
    Duration idle();

    /** Longest stream: a whole reply, and some time to read the rest of it. */
    @WithDefault("11m")
    Duration maxDuration();

    /** Silence after which an event stream gets a comment, so that no proxy takes the connection for dead. */
    @WithDefault("20s")
    Duration commentAfter();

    /** How often open streams are checked: idle time, duration and the caller's credentials. */
    @WithDefault("3s")
    Duration lookEvery();
}
