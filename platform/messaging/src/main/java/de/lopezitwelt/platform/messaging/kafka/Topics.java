package de.lopezitwelt.platform.messaging.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Adds an installation's prefix to names and removes it. */
@ApplicationScoped
public class Topics {
    private static final String DEAD_LETTER_SUFFIX = ".dlq";

    private final String prefix;

    @Inject
    Topics(KafkaConfig config) {
        this(config.topicPrefix().orElse(""));
    }

    public Topics(String prefix) {
        this.prefix = prefix;
    }

    /** The name on the broker, also of groups and transactional ids. */
    public String resolve(String name) {
        return prefix + name;
    }

    /** The name in contracts. */
    public String unresolve(String resolved) {
        return resolved.startsWith(prefix) ? resolved.substring(prefix.length()) : resolved;
    }

    /** The dead-letter topic beside a topic, both without prefix. */
    public static String deadLetters(String name) {
        return name + DEAD_LETTER_SUFFIX;
    }
}
