package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.analytics.subject.UserErasure;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The event's id is the row's id, so a second delivery changes nothing. */
@ApplicationScoped
class ActivityFoldRepository implements UserErasure {
    private static final MultiRowInsert SAVE =
            new MultiRowInsert("""
            INSERT INTO user_activity (id, user_id, action, resource_type, resource_id, metadata, ip_address,
                user_agent, created_at)""", 9, "ON DUPLICATE KEY UPDATE id = user_activity.id");

    Uni<Void> save(SqlConnection transaction, List<ReceivedEvent> events) {
        return SAVE.execute(
                transaction,
                events.stream()
                        .sorted(Comparator.comparing(ReceivedEvent::id))
                        .map(ActivityFoldRepository::row)
                        .toList());
    }

    private static List<Object> row(ReceivedEvent event) {
        ActivityRecorded activity = event.as(ActivityRecorded.class);
        return Arrays.asList(
                event.id(),
                activity.userId(),
                activity.action(),
                activity.resourceType(),
                activity.resourceId(),
                Objects.toString(activity.metadata(), null),
                activity.ipAddress(),
                activity.userAgent(),
                DateTimes.utc(Objects.requireNonNull(event.time(), "streams carry their time")));
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM user_activity WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
