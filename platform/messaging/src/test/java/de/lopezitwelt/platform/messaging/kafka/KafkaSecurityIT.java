package de.lopezitwelt.platform.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.local.server.ServerCertificate;
import de.lopezitwelt.platform.testing.config.ConfigMappings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of client against a broker with SASL_SSL, mutual TLS and access control lists. */
class KafkaSecurityIT {
    private static final String USER = "things-service";
    private static final String PASSWORD = "pass \"word\" \\ with odd signs";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path home;

    private static ServerCertificate client;
    private static SecuredKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        client = ServerCertificate.in(Files.createDirectories(home.resolve("client")));
        client.make();
        kafka = SecuredKafka.start(home.resolve("broker"), client);
        kafka.user(USER, PASSWORD);
        for (String topic : List.of("lopez.things", "lopez.things.dlq", "lopez.others", "lopez.others.dlq")) {
            kafka.topic(topic);
        }
        for (String principal : List.of(USER, "CN=localhost")) {
            kafka.allow(principal, ResourceType.TOPIC, "lopez.", AclOperation.DESCRIBE);
            kafka.allow(principal, ResourceType.TOPIC, "lopez.things", AclOperation.READ, AclOperation.WRITE);
            kafka.allow(principal, ResourceType.GROUP, "things.", AclOperation.READ);
            kafka.allow(
                    principal,
                    ResourceType.TRANSACTIONAL_ID,
                    "things-service.",
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE);
        }
        // The controller tells the broker a moment later.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> creation(scram()).ensure(List.of("lopez.things")));
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void everyClientWorksWithAPassword() throws Exception {
        worksWith(scram(), "scram");
    }

    @Test
    void everyClientWorksWithACertificate() throws Exception {
        worksWith(mutualTls(), "certificate");
    }

    /** Somebody else creates topics here: the right to create them is neither there nor needed. */
    @Test
    void existingTopicsAreFoundWithoutTheRightToCreateThem() {
        assertThatCode(() -> creation(scram()).ensure(List.of("lopez.things", "lopez.others")))
                .doesNotThrowAnyException();
    }

    @Test
    void missingTopicThatMayNotBeCreatedIsNamed() {
        assertThatThrownBy(() -> creation(scram()).ensure(List.of("lopez.forgotten")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic lopez.forgotten does not exist, and this service's Kafka user may not create it");
    }

    @Test
    void missingTopicIsCreatedWhereThatIsAllowed() throws Exception {
        kafka.allow(USER, ResourceType.TOPIC, "lopez.fresh", AclOperation.CREATE);

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> creation(scram()).ensure(List.of("lopez.fresh")));

        assertThat(kafka.admin().listTopics().names().get()).contains("lopez.fresh", "lopez.fresh.dlq");
    }

    @Test
    void fewerPartitionsThanThereAreEndTheStart() {
        Map<String, String> fewer = new HashMap<>(scram());
        fewer.put("topic-partitions.\"lopez.things\"", "2");

        assertThatThrownBy(() -> creation(fewer).ensure(List.of("lopez.things")))
                .isInstanceOf(FewerPartitionsException.class)
                .hasMessageContaining("lopez.kafka.topic-partitions.\"lopez.things\"=2")
                .hasMessageContaining("has 4 partitions");
    }

    @Test
    void rightThatIsMissingIsNamedWithItsTopic() {
        try (var producer = clients(scram()).plainProducer()) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("lopez.others", "key", bytes("refused")))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class)
                    .hasMessageContaining("lopez.others");
        }
    }

    @Test
    void wrongPasswordIsRefusedAndNotShown() {
        Map<String, String> wrong = new HashMap<>(scram());
        wrong.put("password", "guessed-wrongly");

        assertThatThrownBy(() -> creation(wrong).ensure(List.of("lopez.things")))
                .hasCauseInstanceOf(SaslAuthenticationException.class)
                .hasMessageNotContaining("guessed-wrongly");
    }

    @Test
    void brokerThatOnlyAnotherAuthorityVouchesForIsRefused() {
        Map<String, String> distrustful = new HashMap<>(scram());
        distrustful.put("tls-ca", client.certificate().toString());

        assertThatThrownBy(() -> creation(distrustful).ensure(List.of("lopez.things")))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    /** A service that was started with the old certificate works with the new one as soon as it makes a client again. */
    @Test
    void filesAreReadAgainForEachClient() throws Exception {
        Path authority = home.resolve("renewed.pem");
        Files.copy(client.certificate(), authority);
        Map<String, String> values = new HashMap<>(scram());
        values.put("tls-ca", authority.toString());
        TopicCreation creation = creation(values);
        assertThatThrownBy(() -> creation.ensure(List.of("lopez.things")))
                .hasCauseInstanceOf(SslAuthenticationException.class);

        Files.writeString(authority, Files.readString(kafka.authority()));

        assertThatCode(() -> creation.ensure(List.of("lopez.things"))).doesNotThrowAnyException();
    }

    private static void worksWith(Map<String, String> values, String value) throws Exception {
        KafkaClients clients = clients(values);
        var partition = new TopicPartition("lopez.things", 0);
        try (var producer = clients.transactionalProducer("things-service.relay-" + value)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "key", bytes(value)))
                    .get();
            producer.commitTransaction();
        }
        try (var reader = clients.reader()) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, byte[]> found : reader.poll(Duration.ofMillis(200))) {
                    if (new String(found.value(), StandardCharsets.UTF_8).equals(value)) {
                        return true;
                    }
                }
                return false;
            });
        }
        try (var member = clients.groupConsumer("things." + value, 10)) {
            // Offsets are kept in MySQL: Kafka knows none, and is not to choose one.
            member.subscribe(List.of(partition.topic()), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> revoked) {}

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                    member.seekToBeginning(assigned);
                }
            });
            await().atMost(PATIENCE).until(() -> {
                member.poll(Duration.ofMillis(200));
                return !member.assignment().isEmpty();
            });
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TopicCreation creation(Map<String, String> values) {
        return new TopicCreation(config(values), clients(values), new Topics(""), List.of());
    }

    private static KafkaClients clients(Map<String, String> values) {
        return new KafkaClients(config(values));
    }

    private static KafkaConfig config(Map<String, String> values) {
        return ConfigMappings.defaults(KafkaConfig.class, values);
    }

    private static Map<String, String> scram() {
        return Map.of(
                "bootstrap",
                kafka.passwords(),
                "security",
                "scram",
                "tls-ca",
                kafka.authority().toString(),
                "username",
                USER,
                "password",
                PASSWORD);
    }

    private static Map<String, String> mutualTls() {
        return Map.of(
                "bootstrap", kafka.certificates(),
                "security", "tls",
                "tls-ca", kafka.authority().toString(),
                "tls-certificate", client.certificate().toString(),
                "tls-key", client.key().toString());
    }
}
