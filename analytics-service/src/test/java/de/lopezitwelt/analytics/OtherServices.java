package de.lopezitwelt.analytics;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Publishes the events of other services as they do: through an outbox and its relay. */
@ApplicationScoped
public class OtherServices {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool worker;
    private final Outbox outbox;

    OtherServices(@ReactiveDataSource("worker") Pool worker, Outbox outbox) {
        this.worker = worker;
        this.outbox = outbox;
    }

    public void publish(OutboxMessage... messages) {
        publish(List.of(messages));
    }

    public void publish(List<OutboxMessage> messages) {
        worker.withTransaction(connection -> outbox.append(connection, messages))
                .await()
                .atMost(PATIENCE);
        outbox.committed();
    }
}
