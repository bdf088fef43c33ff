package de.lopezitwelt.platform.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The relay's side of the outbox table. */
final class OutboxRows {
    private final Pool pool;

    OutboxRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * The lowest rows present, in order. Always from the bottom, never from where the last batch ended: a lower sequence
     * may commit after a higher one.
     */
    Uni<List<OutboxRow>> lowest(int limit) {
        return pool.preparedQuery("SELECT sequence, id, topic, event_key, event_type, aggregate_version, payload,"
                        + " created_at FROM outbox ORDER BY sequence LIMIT ?")
                .execute(Tuple.of(limit))
                .map(OutboxRows::rows);
    }

    /** By primary key, row by row: a range would wait for rows that others have inserted but not committed. */
    Uni<Void> delete(List<OutboxRow> published) {
        String sequences =
                published.stream().map(row -> Long.toString(row.sequence())).collect(Collectors.joining(","));
        return pool.query("DELETE FROM outbox WHERE sequence IN (" + sequences + ")")
                .execute()
                .replaceWithVoid();
    }

    Uni<Long> count() {
        return pool.query("SELECT COUNT(*) AS waiting FROM outbox")
                .execute()
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    private static List<OutboxRow> rows(RowSet<Row> found) {
        List<OutboxRow> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            rows.add(new OutboxRow(
                    row.getLong(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getString(6),
                    row.getLocalDateTime(7).toInstant(ZoneOffset.UTC)));
        }
        return rows;
    }
}
