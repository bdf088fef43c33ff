package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.analytics.subject.UserErasure;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The event's id is the row's id, so a second delivery changes nothing. */
@ApplicationScoped
class OperationsFoldRepository implements UserErasure {
    private static final MultiRowInsert SAVE_LOGS =
            new MultiRowInsert("""
            INSERT INTO system_logs (id, level, category, message, context, user_id, ip_address, user_agent,
                created_at)""", 9, "ON DUPLICATE KEY UPDATE id = system_logs.id");

    private static final MultiRowInsert SAVE_METRICS = new MultiRowInsert(
            "INSERT INTO performance_metrics (id, metric_name, metric_value, unit, tags, recorded_at)",
            6,
            "ON DUPLICATE KEY UPDATE id = performance_metrics.id");

    Uni<Void> saveLogs(SqlConnection transaction, List<ReceivedEvent> events, Erased erased) {
        return SAVE_LOGS.execute(
                transaction,
                events.stream()
                        .sorted(Comparator.comparing(ReceivedEvent::id))
                        .map(event -> log(event, erased))
                        .toList());
    }

    Uni<Void> saveMetrics(SqlConnection transaction, List<ReceivedEvent> events) {
        return SAVE_METRICS.execute(
                transaction,
                events.stream()
                        .sorted(Comparator.comparing(ReceivedEvent::id))
                        .map(OperationsFoldRepository::metric)
                        .toList());
    }

    private static List<Object> log(ReceivedEvent event, Erased erased) {
        LogRecorded log = event.as(LogRecorded.class);
        boolean gone = log.userId() != null && erased.contains(log.userId());
        return Arrays.asList(
                event.id(),
                log.level().wireName(),
                log.category(),
                log.message(),
                Objects.toString(log.context(), null),
                gone ? null : log.userId(),
                gone ? null : log.ipAddress(),
                gone ? null : log.userAgent(),
                time(event));
    }

    private static List<Object> metric(ReceivedEvent event) {
        MetricRecorded metric = event.as(MetricRecorded.class);
        return Arrays.asList(
                event.id(),
                metric.metricName(),
                metric.metricValue(),
                metric.unit(),
                Objects.toString(metric.tags(), null),
                time(event));
    }

    private static LocalDateTime time(ReceivedEvent event) {
        return DateTimes.utc(Objects.requireNonNull(event.time(), "streams carry their time"));
    }

    /** Sets the user to NULL, as the specification says; address and user agent go with it. */
    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return transaction.preparedQuery("""
                        UPDATE system_logs SET user_id = NULL, ip_address = NULL, user_agent = NULL
                        WHERE user_id = ?""").execute(Tuple.of(userId)).replaceWithVoid();
    }
}
