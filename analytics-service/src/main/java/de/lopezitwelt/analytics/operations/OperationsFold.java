package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps log lines and measured values. A line about a user who was erased stays, without the user. */
@ApplicationScoped
public class OperationsFold implements EventHandler {
    public static final List<Class<? extends Record>> TYPES = List.of(LogRecorded.class, MetricRecorded.class);

    private final Erasures erasures;
    private final OperationsFoldRepository repository;

    OperationsFold(Erasures erasures, OperationsFoldRepository repository) {
        this.erasures = erasures;
        this.repository = repository;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        List<ReceivedEvent> logs =
                batch.stream().filter(e -> e.data() instanceof LogRecorded).toList();
        List<ReceivedEvent> metrics =
                batch.stream().filter(e -> e.data() instanceof MetricRecorded).toList();
        Set<String> users = logs.stream()
                .map(event -> event.as(LogRecorded.class).userId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return erasures.among(transaction, users)
                .chain(erased -> repository.saveLogs(transaction, logs, erased))
                .chain(() -> repository.saveMetrics(transaction, metrics));
    }
}
