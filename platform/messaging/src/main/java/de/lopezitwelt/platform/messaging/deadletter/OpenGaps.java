package de.lopezitwelt.platform.messaging.deadletter;

import de.lopezitwelt.platform.messaging.ledger.ConsumerGroups;
import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The gaps of every group of this service, in whichever tables a group keeps them. */
@ApplicationScoped
public class OpenGaps {
    private static final String COLUMNS = "SELECT consumer_group, topic, event_id, event_key, event_type,"
            + " aggregate_version, partition_number, record_offset, reason, attempts, created_at FROM ";

    private final Pool pool;
    private final ConsumerGroups groups;

    OpenGaps(@ReactiveDataSource("worker") Pool pool, ConsumerGroups groups) {
        this.pool = pool;
        this.groups = groups;
    }

    /** Counts per group and topic; topics without gaps are missing. */
    public Uni<List<GapCount>> counts() {
        return ofEveryGroup((group, tables) -> pool.preparedQuery(
                        "SELECT topic, COUNT(*), MIN(created_at), MAX(created_at),"
                                + " (SELECT reason FROM " + tables.gaps() + " AS newest"
                                + " WHERE consumer_group = ? AND newest.topic = gaps.topic"
                                + " ORDER BY created_at DESC, event_id DESC LIMIT 1)"
                                + " FROM " + tables.gaps()
                                + " AS gaps WHERE consumer_group = ? GROUP BY topic ORDER BY topic")
                .execute(Tuple.of(group, group))
                .map(rows -> rows.stream().map(row -> count(group, row)).toList()));
    }

    /**
     * The newest gaps, newest first.
     *
     * @param topic null for every topic
     * @param limit most gaps, 1 or more
     */
    public Uni<List<OpenGap>> newest(@Nullable String topic, int limit) {
        return ofEveryGroup((group, tables) -> pool.preparedQuery(COLUMNS + tables.gaps()
                                + " WHERE consumer_group = ? AND (? IS NULL OR topic = ?)"
                                + " ORDER BY created_at DESC, event_id DESC LIMIT ?")
                        .execute(Tuple.of(group, topic, topic, limit))
                        .map(OpenGaps::gaps))
                .map(gaps -> gaps.stream()
                        .sorted(Comparator.comparing(OpenGap::createdAt).reversed())
                        .limit(limit)
                        .toList());
    }

    /** The gaps that one event has left: one for each group that could not fold it. */
    public Uni<List<OpenGap>> of(String eventId) {
        return ofEveryGroup((group, tables) -> pool.preparedQuery(
                        COLUMNS + tables.gaps() + " WHERE consumer_group = ? AND event_id = ?")
                .execute(Tuple.of(group, eventId))
                .map(OpenGaps::gaps));
    }

    /** @param topic null for every topic */
    Uni<List<OpenGap>> of(String group, ConsumerTables tables, @Nullable String topic) {
        return pool.preparedQuery(COLUMNS + tables.gaps()
                        + " WHERE consumer_group = ? AND (? IS NULL OR topic = ?)"
                        + " ORDER BY topic, partition_number, record_offset")
                .execute(Tuple.of(group, topic, topic))
                .map(OpenGaps::gaps);
    }

    private <T> Uni<List<T>> ofEveryGroup(BiFunction<String, ConsumerTables, Uni<List<T>>> query) {
        return Multi.createFrom()
                .iterable(groups.all().entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        (Map.Entry<String, ConsumerTables> group) -> query.apply(group.getKey(), group.getValue()))
                .collect()
                .in(ArrayList<T>::new, List::addAll)
                .map(List::copyOf);
    }

    private static GapCount count(String group, Row row) {
        return new GapCount(group, row.getString(0), row.getLong(1), utc(row, 2), utc(row, 3), row.getString(4));
    }

    private static List<OpenGap> gaps(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new OpenGap(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getInteger(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getLong(9),
                        utc(row, 10)))
                .toList();
    }

    private static Instant utc(Row row, int column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }
}
