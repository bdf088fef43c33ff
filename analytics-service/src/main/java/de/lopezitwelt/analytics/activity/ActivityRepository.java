package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.query.Conditions;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ActivityRepository {
    private final Pool reader;

    ActivityRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** Newest first: ids are UUIDv7, so their order is the order of time. */
    Uni<List<ActivityView>> find(ActivityFilter filter, PageRequest page) {
        Conditions conditions = new Conditions()
                .and("user_id = ?", filter.userId())
                .and("action = ?", filter.action())
                .and(
                        "id < ?",
                        page.cursor() == null ? null : page.cursor().expect(1).id(0));
        String sql = """
                SELECT id, user_id, action, resource_type, resource_id, CAST(metadata AS CHAR) AS metadata, ip_address,
                       user_agent, created_at
                FROM user_activity WHERE TRUE""" + conditions.text() + " ORDER BY id DESC LIMIT " + page.fetchSize();
        return reader.preparedQuery(sql)
                .execute(Tuple.from(conditions.values()))
                .map(rows -> rows.stream().map(ActivityRepository::view).toList());
    }

    private static ActivityView view(Row row) {
        return new ActivityView(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("metadata"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }
}
