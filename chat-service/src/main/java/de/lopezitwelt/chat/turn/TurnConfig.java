package de.lopezitwelt.chat.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How writes of concurrent requests are combined, and how this instance owns replies. */
@ConfigMapping(prefix = "lopez.chat.turn")
public interface TurnConfig {
    /** Transactions in flight, 1 to 16. */
    @WithDefault("2")
    int lanes();

    /** Requests per transaction. */
    @WithDefault("64")
    int batchSize();

    /** Requests that may wait per lane; beyond that they are answered 503. */
    @WithDefault("2000")
    int queueSize();

    /** How often a batch is tried again after a deadlock or a lost connection. */
    @WithDefault("4")
    int retries();

    /** Pause before the first such retry; it grows fourfold. */
    @WithDefault("20ms")
    Duration retryDelay();

    /** How long a request waits for its commit before it is answered 503; the commit may still happen. */
    @WithDefault("15s")
    Duration patience();

    /** How long a reply stays with an instance that no longer renews it. */
    @WithDefault("6s")
    Duration lease();

    /** Where other instances reach this one. */
    @WithDefault("http://localhost:${quarkus.http.port}")
    String instanceUrl();

    /** Name of this process; random when not set. */
    Optional<String> instanceId();
}
