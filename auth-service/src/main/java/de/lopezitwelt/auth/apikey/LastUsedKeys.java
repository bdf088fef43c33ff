package de.lopezitwelt.auth.apikey;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Remembers when keys were used and writes it from time to time: one batch instead of a write per request. */
@ApplicationScoped
class LastUsedKeys {
    private static final Logger LOG = Logger.getLogger(LastUsedKeys.class);

    private final ConcurrentHashMap<String, Instant> pending = new ConcurrentHashMap<>();
    private final IntrospectionRepository repository;
    private final Pool worker;
    private final Vertx vertx;
    private final ApiKeyConfig config;
    private final Clock clock;
    private long timer = -1;

    LastUsedKeys(
            IntrospectionRepository repository,
            @ReactiveDataSource("worker") Pool worker,
            Vertx vertx,
            ApiKeyConfig config,
            Clock clock) {
        this.repository = repository;
        this.worker = worker;
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    void note(String keyId) {
        pending.put(keyId, clock.instant());
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.lastUsedInterval().toMillis(), id -> flush());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Ids in order, so that two instances lock the rows in the same one. */
    private void flush() {
        Map<String, Instant> batch = new TreeMap<>(pending);
        if (batch.isEmpty()) {
            return;
        }
        batch.forEach(pending::remove);
        repository.markUsed(worker, batch).subscribe().with(ignored -> {}, failure -> {
            batch.forEach(pending::putIfAbsent);
            LOG.warn("Last use of API keys could not be written; it will be tried again", failure);
        });
    }
}
