package de.lopezitwelt.platform.messaging.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How this installation reaches Kafka and creates its topics. */
@ConfigMapping(prefix = "lopez.kafka")
public interface KafkaConfig {
    /** {@code host:port} list of brokers. */
    @WithDefault("localhost:19092")
    String bootstrap();

    /** Prefix of every topic, group and transactional id: empty in production, random in tests that share a broker. */
    Optional<String> topicPrefix();

    /** Replicas of each partition: 3 in production. */
    @WithDefault("1")
    short replicationFactor();

    /** Replicas that must have a record before it is acknowledged: 2 in production. */
    @WithDefault("1")
    int minInsyncReplicas();

    /** Partitions of a topic that no {@link TopicSource} describes. */
    @WithDefault("4")
    int partitions();

    /** Retention of dead-letter topics. */
    @WithDefault("P90D")
    Duration deadLetterRetention();

    /**
     * Partitions by topic name without prefix. Set this only before the topic exists, because the key decides the
     * partition.
     */
    Map<String, Integer> topicPartitions();

    /** {@code plaintext}, {@code tls} or {@code scram}. */
    @WithDefault("plaintext")
    KafkaProtection security();

    /** File of certificates in PEM that vouch for the brokers; without it those that the JVM trusts. */
    Optional<String> tlsCa();

    /** File with this service's certificate in PEM, for {@code tls} with brokers that ask for one. */
    Optional<String> tlsCertificate();

    /** File with the key of that certificate in PEM (PKCS #8, not encrypted). */
    Optional<String> tlsKey();

    /** For {@code scram}. */
    Optional<String> username();

    /** For {@code scram}. */
    Optional<String> password();

    /** Further settings of Kafka's clients: {@code lopez.kafka.client."client.rack"=a}. */
    Map<String, String> client();
}
