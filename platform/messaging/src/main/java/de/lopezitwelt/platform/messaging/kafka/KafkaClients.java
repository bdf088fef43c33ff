package de.lopezitwelt.platform.messaging.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Makes Kafka clients with the settings that the delivery guarantees rest on. */
@ApplicationScoped
public class KafkaClients {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> further;
    private final KafkaSecurity security;
    private final String bootstrap;

    @Inject
    KafkaClients(KafkaConfig config) {
        this(config.client(), new KafkaSecurity(config), config.bootstrap());
    }

    private KafkaClients(Map<String, String> further, KafkaSecurity security, String bootstrap) {
        this.further = further;
        this.security = security;
        this.bootstrap = bootstrap;
    }

    /** Ends the start on a wrong setting: the clients are made in the background, where it would cause endless retries. */
    void refuseWhatCannotWork(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        for (String broker : bootstrap.split(",", -1)) {
            Integer port = Utils.getPort(broker.strip());
            if (Utils.getHost(broker.strip()) == null
                    || broker.contains("://")
                    || port == null
                    || port > HIGHEST_PORT) {
                throw new IllegalStateException(
                        "Not started: lopez.kafka.bootstrap must be host:port, separated by commas, not " + bootstrap);
            }
        }
        security.settings();
    }

    /** {@code host:port} list of brokers. */
    public String bootstrap() {
        return bootstrap;
    }

    /** The same settings with other broker addresses. */
    public KafkaClients withBootstrap(String brokers) {
        return new KafkaClients(further, security, brokers);
    }

    public Admin admin() {
        Map<String, Object> settings = common();
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * ANSWER_MILLIS);
        return Admin.create(settings);
    }

    /**
     * All in-sync replicas acknowledge every record. A producer that is opened later with the same id fences this one.
     */
    public KafkaProducer<String, byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> settings = producer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        return producerOf(settings);
    }

    public KafkaProducer<String, byte[]> plainProducer() {
        return producerOf(producer());
    }

    /**
     * A member of a group that never commits offsets to Kafka: they are in MySQL.
     *
     * @param group already resolved
     */
    public KafkaConsumer<String, byte[]> groupConsumer(String group, int batchSize) {
        Map<String, Object> settings = consumer(batchSize);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 120_000);
        return consumerOf(settings);
    }

    /** A reader without a group; the caller assigns its partitions. */
    public KafkaConsumer<String, byte[]> reader() {
        return reader(2_000);
    }

    /** As {@link #reader()}, with a batch size. */
    public KafkaConsumer<String, byte[]> reader(int batchSize) {
        return consumerOf(consumer(batchSize));
    }

    private Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * ANSWER_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    private Map<String, Object> consumer(int batchSize) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSize);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * ANSWER_MILLIS);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(security.settings());
        settings.putAll(further);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        return settings;
    }

    private static KafkaProducer<String, byte[]> producerOf(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumerOf(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
