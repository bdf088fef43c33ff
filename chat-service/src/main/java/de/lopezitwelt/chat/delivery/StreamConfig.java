package de.lopezitwelt.chat.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of event streams, whichever API they belong to and whether or not their reply is still under way. */
@ConfigMapping(prefix = "lopez.chat.streams")
public interface StreamConfig {
    /**
     * Streams that one user may have open on one instance: as many replies as may be under way, and as many again for
     * second listeners and for connections that are gone without having said so.
     */
    @WithDefault("10")
    int perUser();

    /** Exports and downloads that one user may have open on one instance. */
    @WithDefault("20")
    int filesPerUser();

    /** How long a client may leave unread what it was sent before its connection is closed. */
    @WithDefault("60s")
    Duration idle();

    /** Longest stream: a whole reply, and some time to read the rest of it. */
    @WithDefault("11m")
    Duration maxDuration();

    /** Silence after which an event stream gets a comment, so that nothing on the way takes the connection for dead. */
    @WithDefault("20s")
    Duration commentAfter();

    /** How often open streams are looked at: idle time, duration and the caller's credentials. */
    @WithDefault("3s")
    Duration lookEvery();
}
