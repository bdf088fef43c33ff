package de.lopezitwelt.platform.messaging;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.kafka.KafkaConfig;
import de.lopezitwelt.platform.messaging.kafka.KafkaProtection;
import de.lopezitwelt.platform.messaging.outbox.RelayConfig;
import de.lopezitwelt.platform.messaging.telemetry.TelemetryConfig;
import de.lopezitwelt.platform.messaging.upkeep.PartitionConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature. */
class ConfigTest {
    @Test
    void telemetry() {
        assertThat(defaults(TelemetryConfig.class, Map.of()))
                .returns(true, TelemetryConfig::enabled)
                .returns(Duration.ofMinutes(1), TelemetryConfig::metricsInterval)
                .returns(
                        Set.of(
                                "process.cpu.usage",
                                "process.uptime",
                                "jvm.memory.used",
                                "http.server.requests",
                                "outbox.rows",
                                "outbox.oldest.age"),
                        TelemetryConfig::meters)
                .returns(Duration.ofSeconds(1), TelemetryConfig::logsInterval)
                .returns(1000, TelemetryConfig::waitingLines)
                .returns("local", TelemetryConfig::instance);
        assertThat(full(
                        TelemetryConfig.class,
                        Map.of(
                                "enabled",
                                "false",
                                "metrics-interval",
                                "96s",
                                "meters",
                                "own-97",
                                "logs-interval",
                                "98s",
                                "waiting-lines",
                                "99",
                                "instance",
                                "own-100")))
                .returns(false, TelemetryConfig::enabled)
                .returns(Duration.ofSeconds(96), TelemetryConfig::metricsInterval)
                .returns(Set.of("own-97"), TelemetryConfig::meters)
                .returns(Duration.ofSeconds(98), TelemetryConfig::logsInterval)
                .returns(99, TelemetryConfig::waitingLines)
                .returns("own-100", TelemetryConfig::instance);
    }

    @Test
    void kafka() {
        assertThat(defaults(KafkaConfig.class, Map.of()))
                .returns("localhost:19092", KafkaConfig::bootstrap)
                .returns(Optional.empty(), KafkaConfig::topicPrefix)
                .returns((short) 1, KafkaConfig::replicationFactor)
                .returns(1, KafkaConfig::minInsyncReplicas)
                .returns(4, KafkaConfig::partitions)
                .returns(Duration.ofDays(90), KafkaConfig::deadLetterRetention)
                .returns(Map.of(), KafkaConfig::topicPartitions)
                .returns(Map.of(), KafkaConfig::client)
                .returns(KafkaProtection.PLAINTEXT, KafkaConfig::security)
                .returns(Optional.empty(), KafkaConfig::tlsCa)
                .returns(Optional.empty(), KafkaConfig::tlsCertificate)
                .returns(Optional.empty(), KafkaConfig::tlsKey)
                .returns(Optional.empty(), KafkaConfig::username)
                .returns(Optional.empty(), KafkaConfig::password);
        assertThat(full(
                        KafkaConfig.class,
                        Map.ofEntries(
                                Map.entry("bootstrap", "own-101"),
                                Map.entry("topic-prefix", "own-102"),
                                Map.entry("replication-factor", "103"),
                                Map.entry("min-insync-replicas", "104"),
                                Map.entry("partitions", "105"),
                                Map.entry("dead-letter-retention", "106s"),
                                Map.entry("topic-partitions.one", "107"),
                                Map.entry("client.one", "108"),
                                Map.entry("security", "scram"),
                                Map.entry("tls-ca", "own-120"),
                                Map.entry("tls-certificate", "own-121"),
                                Map.entry("tls-key", "own-122"),
                                Map.entry("username", "own-123"),
                                Map.entry("password", "own-124"))))
                .returns("own-101", KafkaConfig::bootstrap)
                .returns(Optional.of("own-102"), KafkaConfig::topicPrefix)
                .returns((short) 103, KafkaConfig::replicationFactor)
                .returns(104, KafkaConfig::minInsyncReplicas)
                .returns(105, KafkaConfig::partitions)
                .returns(Duration.ofSeconds(106), KafkaConfig::deadLetterRetention)
                .returns(Map.of("one", 107), KafkaConfig::topicPartitions)
                .returns(Map.of("one", "108"), KafkaConfig::client)
                .returns(KafkaProtection.SCRAM, KafkaConfig::security)
                .returns(Optional.of("own-120"), KafkaConfig::tlsCa)
                .returns(Optional.of("own-121"), KafkaConfig::tlsCertificate)
                .returns(Optional.of("own-122"), KafkaConfig::tlsKey)
                .returns(Optional.of("own-123"), KafkaConfig::username)
                .returns(Optional.of("own-124"), KafkaConfig::password);
    }

    @Test
    void relay() {
        assertThat(defaults(RelayConfig.class, Map.of()))
                .returns(true, RelayConfig::relay)
                .returns(1000, RelayConfig::batchRows)
                .returns(4_000_000, RelayConfig::batchCharacters)
                .returns(Duration.ofMillis(100), RelayConfig::linger)
                .returns(Duration.ofMillis(250), RelayConfig::deleteEvery)
                .returns(Duration.ofMillis(50), RelayConfig::poll)
                .returns(Duration.ofSeconds(5), RelayConfig::lease)
                .returns(Duration.ofSeconds(1), RelayConfig::takeOver)
                .returns(Duration.ofSeconds(5), RelayConfig::count);
        assertThat(full(
                        RelayConfig.class,
                        Map.of(
                                "relay",
                                "false",
                                "batch-rows",
                                "110",
                                "batch-characters",
                                "111",
                                "linger",
                                "112s",
                                "delete-every",
                                "113s",
                                "poll",
                                "114s",
                                "lease",
                                "115s",
                                "take-over",
                                "116s",
                                "count",
                                "117s")))
                .returns(false, RelayConfig::relay)
                .returns(110, RelayConfig::batchRows)
                .returns(111, RelayConfig::batchCharacters)
                .returns(Duration.ofSeconds(112), RelayConfig::linger)
                .returns(Duration.ofSeconds(113), RelayConfig::deleteEvery)
                .returns(Duration.ofSeconds(114), RelayConfig::poll)
                .returns(Duration.ofSeconds(115), RelayConfig::lease)
                .returns(Duration.ofSeconds(116), RelayConfig::takeOver)
                .returns(Duration.ofSeconds(117), RelayConfig::count);
    }

    @Test
    void partitions() {
        assertThat(defaults(PartitionConfig.class, Map.of()))
                .returns(Duration.ofSeconds(30), PartitionConfig::firstAfter)
                .returns(Duration.ofHours(6), PartitionConfig::every);
        assertThat(full(PartitionConfig.class, Map.of("first-after", "118s", "every", "119s")))
                .returns(Duration.ofSeconds(118), PartitionConfig::firstAfter)
                .returns(Duration.ofSeconds(119), PartitionConfig::every);
    }
}
