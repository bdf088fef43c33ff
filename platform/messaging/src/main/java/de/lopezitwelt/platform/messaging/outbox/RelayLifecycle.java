package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.kafka.TopicCreation;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Runs the relay while the service runs, and hands it over at once when the service stops. */
@ApplicationScoped
class RelayLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RelayConfig config;
    private final Pool pool;
    private final Leases leases;
    private final KafkaClients clients;
    private final Topics topics;
    private final TopicCreation creation;
    private final RelaySignal signal;
    private final RelayMetrics metrics;
    private final String transactionalId;
    private @Nullable LoopThread loop;

    RelayLifecycle(
            RelayConfig config,
            @ReactiveDataSource("worker") Pool pool,
            Leases leases,
            KafkaClients clients,
            Topics topics,
            TopicCreation creation,
            RelaySignal signal,
            MeterRegistry registry,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.config = config;
        this.pool = pool;
        this.leases = leases;
        this.clients = clients;
        this.topics = topics;
        this.creation = creation;
        this.signal = signal;
        this.metrics = new RelayMetrics(registry, clock);
        this.transactionalId = topics.resolve(service + ".relay");
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        if (config.relay()) {
            LoopThread started = LoopThread.start(
                    "relay", relay(leases.owner(), () -> RelayPublisher.open(clients, topics, transactionalId)));
            signal.listen(started::wake);
            loop = started;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(PATIENCE);
        }
    }

    Relay relay(String owner, Supplier<RelayPublisher> publishers) {
        return new Relay(config, new OutboxRows(pool), leases, owner, creation, publishers, metrics);
    }

    RelayMetrics metrics() {
        return metrics;
    }
}
