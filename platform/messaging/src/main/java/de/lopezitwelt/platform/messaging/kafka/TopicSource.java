package de.lopezitwelt.platform.messaging.kafka;

import java.util.List;

/**
 * Describes topics. The module that knows the topics declares one such bean; they are created at start, each with a
 * dead-letter topic beside it.
 */
@FunctionalInterface
public interface TopicSource {
    List<TopicSpec> topics();
}
