package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.query.Conditions;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OperationsRepository {
    private final Pool reader;

    OperationsRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** Newest first. The cursor carries the time too, which lets the server skip partitions. */
    Uni<List<LogView>> findLogs(LogFilter filter, PageRequest page) {
        Conditions conditions = new Conditions()
                .and("level = ?", filter.level() == null ? null : filter.level().wireName())
                .and("category = ?", filter.category());
        Cursor cursor = page.cursor();
        if (cursor != null) {
            Object time = DateTimes.utc(cursor.expect(2).instant(0));
            conditions.and("created_at <= ?", time).and("(created_at, id) < (?, ?)", time, cursor.id(1));
        }
        String sql = """
                SELECT id, level, category, message, CAST(context AS CHAR) AS context, user_id, ip_address, user_agent,
                       created_at
                FROM system_logs WHERE TRUE""" + conditions.text() + " ORDER BY created_at DESC, id DESC LIMIT " + page.fetchSize();
        return reader.preparedQuery(sql)
                .execute(Tuple.from(conditions.values()))
                .map(rows -> rows.stream().map(OperationsRepository::log).toList());
    }

    /** Newest first: ids are UUIDv7, so their order is the order of time. */
    Uni<List<MetricView>> findMetrics(@Nullable String name, PageRequest page) {
        Conditions conditions = new Conditions()
                .and("metric_name = ?", name)
                .and(
                        "id < ?",
                        page.cursor() == null ? null : page.cursor().expect(1).id(0));
        String sql = """
                SELECT id, metric_name, metric_value, unit, CAST(tags AS CHAR) AS tags, recorded_at
                FROM performance_metrics WHERE TRUE""" + conditions.text() + " ORDER BY id DESC LIMIT " + page.fetchSize();
        return reader.preparedQuery(sql)
                .execute(Tuple.from(conditions.values()))
                .map(rows -> rows.stream().map(OperationsRepository::metric).toList());
    }

    private static LogView log(Row row) {
        return new LogView(
                row.getString("id"),
                row.getString("level"),
                row.getString("category"),
                row.getString("message"),
                row.getString("context"),
                row.getString("user_id"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }

    private static MetricView metric(Row row) {
        return new MetricView(
                row.getString("id"),
                row.getString("metric_name"),
                row.getBigDecimal("metric_value"),
                row.getString("unit"),
                row.getString("tags"),
                DateTimes.instant(row.getLocalDateTime("recorded_at")));
    }
}
