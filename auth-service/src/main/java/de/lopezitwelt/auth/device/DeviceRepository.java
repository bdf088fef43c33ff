package de.lopezitwelt.auth.device;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Sign-ins as their user sees them. */
@ApplicationScoped
class DeviceRepository {
    private static final String COLUMNS = "SELECT id, ip_address, user_agent, created_at,"
            + " COALESCE(rotated_at, created_at) AS last_used_at, expires_at, revoked_at FROM token_families";

    private static final String LIVING = COLUMNS + " WHERE user_id = ? AND revoked_at IS NULL AND expires_at > ?";

    Uni<List<Device>> findPageOfLiving(SqlClient client, String userId, Instant now, PageRequest page) {
        Tuple values = Tuple.tuple().addString(userId).addLocalDateTime(DateTimes.utc(now));
        Cursor cursor = page.cursor();
        String after = "";
        if (cursor != null) {
            after = " AND id < ?";
            values.addString(cursor.expect(1).id(0));
        }
        return client.preparedQuery(LIVING + after + " ORDER BY id DESC LIMIT " + page.fetchSize())
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeviceRepository::device)
                        .toList());
    }

    /** Includes ended ones, as long as they are kept. */
    Uni<List<Device>> findAll(SqlClient client, String userId) {
        return client.preparedQuery(COLUMNS + " WHERE user_id = ? ORDER BY id")
                .execute(Tuple.of(userId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeviceRepository::device)
                        .toList());
    }

    /** Locks the user's row first, like every change that ends sign-ins. */
    Uni<Boolean> lockLiving(SqlConnection transaction, String userId, String id, Instant now) {
        return transaction
                .preparedQuery("SELECT id FROM users WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(userId))
                .chain(() -> transaction
                        .preparedQuery(LIVING + " AND id = ? FOR UPDATE")
                        .execute(Tuple.of(userId, DateTimes.utc(now), id)))
                .map(rows -> rows.size() > 0);
    }

    private static Device device(Row row) {
        return new Device(
                row.getString("id"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                DateTimes.instant(row.getLocalDateTime("last_used_at")),
                DateTimes.instant(row.getLocalDateTime("expires_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("revoked_at")));
    }
}
