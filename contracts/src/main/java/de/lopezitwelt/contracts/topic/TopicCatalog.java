package de.lopezitwelt.contracts.topic;

import de.lopezitwelt.platform.messaging.kafka.TopicSource;
import de.lopezitwelt.platform.messaging.kafka.TopicSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every topic and its settings. */
@ApplicationScoped
public class TopicCatalog implements TopicSource {
    private static final int PARTITIONS = 4;
    private static final int STATE_PARTITIONS = 1;
    private static final Duration STREAM_RETENTION = Duration.ofDays(14);

    /** Facts of aggregates, kept for good: a rebuild replays them from the first one. */
    public static final List<TopicSpec> DOMAIN = Stream.of(
                    TopicNames.USERS,
                    TopicNames.AGENTS,
                    TopicNames.SESSIONS,
                    TopicNames.ORGANIZATIONS,
                    TopicNames.SUBSCRIPTIONS,
                    TopicNames.ERASURES)
            .map(name -> TopicSpec.kept(name, PARTITIONS))
            .toList();

    /** Snapshots for replicas: Kafka keeps the newest of each key, and every instance reads them from the start. */
    public static final List<TopicSpec> STATE = Stream.of(
                    TopicNames.USERS_STATE,
                    TopicNames.AGENTS_STATE,
                    TopicNames.MEMBERSHIPS_STATE,
                    TopicNames.ENTITLEMENTS_STATE)
            .map(name -> TopicSpec.compacted(name, STATE_PARTITIONS))
            .toList();

    /**
     * Events that each become a row in analytics. Personal data does not stay on Kafka longer than storing it needs.
     */
    public static final List<TopicSpec> STREAMS = Stream.of(
                    TopicNames.ACTIVITY, TopicNames.AUDIT, TopicNames.LOGS, TopicNames.METRICS)
            .map(name -> TopicSpec.retained(name, PARTITIONS, STREAM_RETENTION))
            .toList();

    @Override
    public List<TopicSpec> topics() {
        return Stream.of(DOMAIN, STATE, STREAMS).flatMap(List::stream).toList();
    }
}
