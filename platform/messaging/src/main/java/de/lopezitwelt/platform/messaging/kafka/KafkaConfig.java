package de.lopezitwelt.platform.messaging.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How this installation's Kafka is reached and its topics are made. */
@ConfigMapping(prefix = "lopez.kafka")
public interface KafkaConfig {
    /** {@code host:port} list of brokers. */
    @WithDefault("localhost:19092")
    String bootstrap();

    /** Put before every topic, group and transactional id; empty in production, random in tests that share a broker. */
    Optional<String> topicPrefix();

    /** Copies of each partition: 3 in production. */
    @WithDefault("1")
    short replicationFactor();

    /** Copies that must have a record before it is acknowledged: 2 in production. */
    @WithDefault("1")
    int minInsyncReplicas();

    /** Partitions of a topic that no {@link TopicSource} describes. */
    @WithDefault("4")
    int partitions();

    /** Retention of dead-letter topics. */
    @WithDefault("P90D")
    Duration deadLetterRetention();

    /** Overrides partitions by topic name without prefix. Only before the topic exists: the key decides the partition. */
    Map<String, Integer> topicPartitions();

    /** Anything else for Kafka's clients, such as security settings: {@code lopez.kafka.client."security.protocol"=SSL}. */
    Map<String, String> client();
}
