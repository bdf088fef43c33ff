package de.lopezitwelt.platform.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
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
     * The lowest rows present, in order: at least one when there is one. Always from the bottom, never from where the
     * last batch ended: a lower sequence may commit after a higher one. Sizes are read first and then the texts of what
     * fits: a backlog of large rows must not be read into memory at once.
     *
     * @param characters no further row is taken once so much text was
     */
    Uni<OutboxBatch> lowest(int rows, int characters) {
        return pool.preparedQuery("SELECT sequence, events_length FROM outbox ORDER BY sequence LIMIT ?")
                .execute(Tuple.of(rows))
                .chain(sizes -> {
                    List<String> sequences = fitting(sizes, characters);
                    boolean more = sizes.size() == rows || sequences.size() < sizes.size();
                    return texts(sequences).map(found -> new OutboxBatch(found, more));
                });
    }

    private Uni<List<OutboxRow>> texts(List<String> sequences) {
        return sequences.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.query("SELECT sequence, events FROM outbox WHERE sequence IN (" + String.join(",", sequences)
                                + ") ORDER BY sequence")
                        .execute()
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

    /** Events, not rows. */
    Uni<Long> count() {
        return pool.query("SELECT CAST(COALESCE(SUM(event_count), 0) AS UNSIGNED) AS waiting FROM outbox")
                .execute()
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    private static List<String> fitting(RowSet<Row> sizes, int characters) {
        List<String> sequences = new ArrayList<>();
        long taken = 0;
        for (Row row : sizes) {
            if (taken >= characters) {
                break;
            }
            sequences.add(row.getLong(0).toString());
            taken += row.getLong(1);
        }
        return sequences;
    }

    private static List<OutboxRow> rows(RowSet<Row> found) {
        List<OutboxRow> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            rows.add(new OutboxRow(row.getLong(0), EventFrames.read(row.getString(1))));
        }
        return rows;
    }
}
