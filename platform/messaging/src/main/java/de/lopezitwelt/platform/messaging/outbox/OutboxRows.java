package de.lopezitwelt.platform.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The relay's access to the outbox table. */
final class OutboxRows {
    private final Pool pool;

    OutboxRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * Reads the lowest rows, in order; at least one if there is one. It always reads from the bottom and never from
     * where the last batch ended, because a lower sequence may commit after a higher one. It reads the sizes first and
     * then only the texts that fit, because a backlog of large rows must not be read into memory at once.
     *
     * @param characters once the texts reach this length, no further row is taken
     * @param published sequences of rows to leave out
     */
    Uni<OutboxBatch> lowest(int rows, int characters, Set<Long> published) {
        int limit = rows + published.size();
        return pool.preparedQuery("SELECT sequence, events_length FROM outbox ORDER BY sequence LIMIT ?")
                .execute(Tuple.of(limit))
                .chain(sizes -> {
                    List<Size> waiting = waiting(sizes, published);
                    List<String> sequences = fitting(waiting, characters);
                    boolean more = sizes.size() == limit || sequences.size() < waiting.size();
                    return texts(sequences).map(found -> new OutboxBatch(found, more));
                });
    }

    private Uni<List<OutboxRow>> texts(List<String> sequences) {
        return sequences.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.query("SELECT sequence, events, packed FROM outbox WHERE sequence IN ("
                                + String.join(",", sequences) + ") ORDER BY sequence")
                        .execute()
                        .map(OutboxRows::rows);
    }

    /** Deletes by primary key, row by row: a range would wait for rows that others have inserted but not committed. */
    Uni<Void> delete(Collection<Long> published) {
        String sequences = published.stream().map(String::valueOf).collect(Collectors.joining(","));
        return pool.query("DELETE FROM outbox WHERE sequence IN (" + sequences + ")")
                .execute()
                .replaceWithVoid();
    }

    /** Counts events, not rows. */
    Uni<Long> count() {
        return pool.query("SELECT CAST(COALESCE(SUM(event_count), 0) AS UNSIGNED) AS waiting FROM outbox")
                .execute()
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    private record Size(long sequence, long characters) {}

    private static List<Size> waiting(RowSet<Row> sizes, Set<Long> published) {
        List<Size> waiting = new ArrayList<>();
        for (Row row : sizes) {
            if (!published.contains(row.getLong(0))) {
                waiting.add(new Size(row.getLong(0), row.getLong(1)));
            }
        }
        return waiting;
    }

    private static List<String> fitting(List<Size> sizes, int characters) {
        List<String> sequences = new ArrayList<>();
        long taken = 0;
        for (Size size : sizes) {
            if (taken >= characters) {
                break;
            }
            sequences.add(Long.toString(size.sequence()));
            taken += size.characters();
        }
        return sequences;
    }

    private static List<OutboxRow> rows(RowSet<Row> found) {
        List<OutboxRow> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            rows.add(new OutboxRow(row.getLong(0), EventFrames.read(text(row))));
        }
        return rows;
    }

    /** Instances of the version before write plain text. */
    private static String text(Row row) {
        String plain = row.getString(1);
        return plain == null ? PackedText.text(row.getBuffer(2).getBytes()) : plain;
    }
}
