package de.lopezitwelt.platform.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class TopicCreationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TopicCreation creation;

    @Inject
    KafkaClients clients;

    @Inject
    KafkaConfig config;

    @Inject
    Topics topics;

    @Inject
    @Readiness
    EventsReadiness readiness;

    @Test
    void knownTopicsAreMadeAtStartEachWithItsDeadLetters() throws Exception {
        await().atMost(PATIENCE).until(creation::isComplete);

        try (Admin admin = clients.admin()) {
            assertThat(partitions(admin, "test.items")).isEqualTo(4);
            assertThat(partitions(admin, "test.items.dlq")).isEqualTo(1);
            assertThat(setting(admin, "test.items", "cleanup.policy")).isEqualTo("delete");
            assertThat(setting(admin, "test.items", "retention.ms")).isEqualTo("-1");
            assertThat(setting(admin, "test.items.state", "cleanup.policy")).isEqualTo("compact");
            assertThat(setting(admin, "test.items.dlq", "retention.ms"))
                    .isEqualTo(Long.toString(Duration.ofDays(90).toMillis()));
        }
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("kafka", "reached");
    }

    @Test
    void serviceStartedBeforeKafkaIsReadyAndSaysThatItWaits() {
        TopicCreation waiting = new TopicCreation(config, clients.withBootstrap("localhost:1"), topics, List.of());

        HealthCheckResponse response = new EventsReadiness(waiting).call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(response.getData().orElseThrow()).containsEntry("kafka", "waiting");
    }

    private int partitions(Admin admin, String topic) throws Exception {
        String name = topics.resolve(topic);
        return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                .mapToInt(found -> found.partitions().size())
                .sum();
    }

    private String setting(Admin admin, String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.resolve(topic));
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(found -> found.get(key).value())
                .findFirst()
                .orElseThrow();
    }
}
