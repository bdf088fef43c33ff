package de.lopezitwelt.chat.turn.commit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How writes of concurrent requests are combined, and how this instance owns replies. */
@ConfigMapping(prefix = "lopez.chat.turn")
public interface TurnConfig {
    /** Transactions at a time, 1 to 16: more than one only while full batches wait or while one is held up. */
    @WithDefault("4")
    int lanes();

    /** Requests per transaction. */
    @WithDefault("64")
    int batchSize();

    /** Age of a transaction after which the next one does not wait for it. */
    @WithDefault("100ms")
    Duration overtakeAfter();

    /** Waiting requests; further ones are answered 503. */
    @WithDefault("4000")
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

    /** How long a reply stays with an instance that no longer renews its lease. */
    @WithDefault("6s")
    Duration lease();

    /** Where other instances reach this one. */
    @WithDefault("http://localhost:${quarkus.http.port}")
    String instanceUrl();

    /** Name of this process; random when not set. */
    Optional<String> instanceId();
}
