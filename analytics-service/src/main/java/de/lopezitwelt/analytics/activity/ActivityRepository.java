package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

@ApplicationScoped
class ActivityRepository {
    private final Pool reader;

    ActivityRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** Newest first: ids are UUIDv7, so their order is the order of time. */
    Uni<List<ActivityView>> find(ActivityFilter filter, PageRequest page) {
        StringBuilder sql = new StringBuilder("""
                SELECT id, user_id, action, resource_type, resource_id, CAST(metadata AS CHAR) AS metadata, ip_address,
                       user_agent, created_at
                FROM user_activity WHERE TRUE""");
        List<Object> parameters = new ArrayList<>();
        if (filter.userId() != null) {
            sql.append(" AND user_id = ?");
            parameters.add(filter.userId());
        }
        if (filter.action() != null) {
            sql.append(" AND action = ?");
            parameters.add(filter.action());
        }
        if (page.cursor() != null) {
            sql.append(" AND id < ?");
            parameters.add(page.cursor().expect(1).id(0));
        }
        sql.append(" ORDER BY id DESC LIMIT ").append(page.fetchSize());
        return reader.preparedQuery(sql.toString())
                .execute(Tuple.from(parameters))
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
