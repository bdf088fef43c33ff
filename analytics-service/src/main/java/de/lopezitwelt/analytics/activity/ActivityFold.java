package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores the actions of users, except of erased users. */
@ApplicationScoped
public class ActivityFold implements EventHandler {
    public static final List<Class<? extends Record>> TYPES = List.of(ActivityRecorded.class);

    private final Erasures erasures;
    private final ActivityFoldRepository repository;

    ActivityFold(Erasures erasures, ActivityFoldRepository repository) {
        this.erasures = erasures;
        this.repository = repository;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Set<String> users = batch.stream()
                .map(event -> event.as(ActivityRecorded.class).userId())
                .collect(Collectors.toSet());
        return erasures.among(transaction, users)
                .map(erased -> batch.stream()
                        .filter(event -> !erased.contains(
                                event.as(ActivityRecorded.class).userId()))
                        .toList())
                .chain(living -> repository.save(transaction, living));
    }
}
