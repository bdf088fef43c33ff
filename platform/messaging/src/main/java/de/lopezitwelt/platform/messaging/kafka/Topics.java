package de.lopezitwelt.platform.messaging.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Gives names an installation's prefix and takes it off again. */
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

    /** The name on the broker. Also for groups and transactional ids. */
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
