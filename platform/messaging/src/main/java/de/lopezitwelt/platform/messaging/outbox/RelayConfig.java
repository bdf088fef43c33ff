package de.lopezitwelt.platform.messaging.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay works. */
@ConfigMapping(prefix = "lopez.outbox")
public interface RelayConfig {
    /** Whether this process may publish. At least one process of a service must. */
    @WithDefault("true")
    boolean relay();

    /** Most rows in one Kafka transaction; a row holds the events of one MySQL transaction. */
    @WithDefault("1000")
    int batchRows();

    /** Length of the events' text in characters after which no further row is taken into a Kafka transaction. */
    @WithDefault("4000000")
    int batchCharacters();

    /**
     * Least time between two publications under load, that is, at more than 150 events a second: it makes fewer, larger
     * transactions of Kafka, and with them of every consumer. The first event after a pause does not wait.
     */
    @WithDefault("PT0.1S")
    Duration linger();

    /** Longest time that published rows stay while others wait to be published. */
    @WithDefault("PT0.25S")
    Duration deleteEvery();

    /** How often the relay reads the outbox when no commit of this process wakes it. */
    @WithDefault("PT0.05S")
    Duration poll();

    /** How long a dead owner keeps others out. */
    @WithDefault("PT5S")
    Duration lease();

    /** How often an instance that is not the owner asks for ownership. */
    @WithDefault("PT1S")
    Duration takeOver();

    /** How often the rows are counted for the metric. */
    @WithDefault("PT5S")
    Duration count();
}
