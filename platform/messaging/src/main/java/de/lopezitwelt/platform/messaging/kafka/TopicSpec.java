package de.lopezitwelt.platform.messaging.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is created.
 *
 * @param name without an installation's prefix
 * @param partitions 1 or more
 * @param retention null keeps records for good
 */
public record TopicSpec(
        String name,
        int partitions,
        boolean compacted,
        @Nullable Duration retention) {
    public static TopicSpec kept(String name, int partitions) {
        return new TopicSpec(name, partitions, false, null);
    }

    public static TopicSpec compacted(String name, int partitions) {
        return new TopicSpec(name, partitions, true, null);
    }

    public static TopicSpec retained(String name, int partitions, Duration retention) {
        return new TopicSpec(name, partitions, false, retention);
    }
}
