package de.lopezitwelt.platform.messaging.kafka;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics with their settings, instead of letting the broker choose defaults. It leaves existing topics as they
 * are: it asks for them first, so that where somebody else creates topics, the right to describe them is enough. When Kafka is
 * not there yet, it keeps trying in the background while the service already serves.
 */
@ApplicationScoped
public class TopicCreation {
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaConfig config;
    private final KafkaClients clients;
    private final Topics topics;
    private final Map<String, TopicSpec> known = new HashMap<>();
    private final Set<String> existing = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;
    private @Nullable LoopThread loop;

    @Inject
    TopicCreation(KafkaConfig config, KafkaClients clients, Topics topics, @Any Instance<TopicSource> sources) {
        this(config, clients, topics, sources.stream().toList());
    }

    TopicCreation(KafkaConfig config, KafkaClients clients, Topics topics, List<TopicSource> sources) {
        this.config = config;
        this.clients = clients;
        this.topics = topics;
        sources.forEach(source -> source.topics().forEach(topic -> known.put(topic.name(), topic)));
    }

    void start(@Observes @Priority(2) StartupEvent event) {
        loop = LoopThread.start("topics", running -> {
            try {
                ensure(known.keySet());
                complete = true;
            } catch (FewerPartitionsException wrong) {
                LOG.fatal(wrong.getMessage());
                Quarkus.asyncExit(1);
            }
            running.finish();
        });
    }

    /** Asks all loops to end before anything else is stopped. */
    void ask(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        LoopThread.askAllToStop();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(PATIENCE);
        }
    }

    /** Whether every known topic exists. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Makes sure that topics and their dead-letter topics exist. Blocks: only for loop threads.
     *
     * @param names without prefix; a topic that no {@link TopicSource} describes gets default settings
     */
    public void ensure(Collection<String> names) throws InterruptedException, ExecutionException {
        List<NewTopic> wanted = new ArrayList<>();
        for (String name : names) {
            if (!existing.contains(name)) {
                TopicSpec spec = known.getOrDefault(name, TopicSpec.kept(name, config.partitions()));
                wanted.add(topic(spec));
                wanted.add(topic(TopicSpec.retained(Topics.deadLetters(name), 1, config.deadLetterRetention())));
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        try (Admin admin = clients.admin()) {
            create(admin, missing(admin, wanted));
        }
        existing.addAll(names);
    }

    /** Those that the broker does not know. */
    private List<NewTopic> missing(Admin admin, List<NewTopic> wanted) throws InterruptedException, ExecutionException {
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        wanted.stream().map(NewTopic::name).toList())
                .topicNameValues();
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : wanted) {
            try {
                TopicDescription found =
                        Objects.requireNonNull(described.get(topic.name())).get();
                requireNoFewer(topic, found.partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(topic);
            }
        }
        return missing;
    }

    /** Fails when the operator has set fewer partitions than the topic has: a topic never loses partitions. */
    private void requireNoFewer(NewTopic topic, int partitions) {
        String name = topics.unresolve(topic.name());
        if (config.topicPartitions().containsKey(name) && topic.numPartitions() < partitions) {
            throw new FewerPartitionsException("Not started: lopez.kafka.topic-partitions.\"" + name + "\"="
                    + topic.numPartitions() + ", but the topic has " + partitions + " partitions and keeps them");
        }
    }

    private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException, ExecutionException {
        if (missing.isEmpty()) {
            return;
        }
        for (Map.Entry<String, KafkaFuture<Void>> created :
                new TreeMap<>(admin.createTopics(missing).values()).entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    throw new IllegalStateException(
                            "topic " + created.getKey()
                                    + " does not exist, and this service's Kafka user may not create it",
                            e);
                }
                // Another instance may have been faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic topic(TopicSpec spec) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(config.minInsyncReplicas()));
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                spec.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        Duration retention = spec.retention();
        settings.put(TopicConfig.RETENTION_MS_CONFIG, retention == null ? "-1" : Long.toString(retention.toMillis()));
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024));
        int partitions = config.topicPartitions().getOrDefault(spec.name(), spec.partitions());
        return new NewTopic(topics.resolve(spec.name()), partitions, config.replicationFactor()).configs(settings);
    }
}
