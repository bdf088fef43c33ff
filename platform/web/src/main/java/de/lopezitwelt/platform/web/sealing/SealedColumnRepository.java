package de.lopezitwelt.platform.web.sealing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** Sealed columns of any table. */
final class SealedColumnRepository {
    private static final int BATCH = 200;

    private final Pool worker;

    SealedColumnRepository(Pool worker) {
        this.worker = worker;
    }

    record SealedValue(String rowId, byte[] ciphertext) {}

    /** Some rows after the given id whose ciphertext has another prefix, in the order of their ids. */
    Uni<List<SealedValue>> findOthers(SealedColumn column, byte[] prefix, String afterId) {
        String statement =
                "SELECT id, %2$s AS sealed FROM %1$s WHERE id > ? AND %2$s IS NOT NULL AND LEFT(%2$s, %3$d) <> ?"
                                .formatted(column.table(), column.column(), prefix.length)
                        + " ORDER BY id LIMIT " + BATCH;
        return worker.preparedQuery(statement)
                .execute(Tuple.of(afterId, Buffer.buffer(prefix)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SealedValue(
                                row.getString("id"), row.getBuffer("sealed").getBytes()))
                        .toList());
    }

    /** Does nothing when another writer has changed the row in the meantime. */
    Uni<Void> replace(SealedColumn column, SealedValue value, byte[] fresh) {
        String statement = "UPDATE %1$s SET %2$s = ?, updated_at = updated_at WHERE id = ? AND %2$s = ?"
                .formatted(column.table(), column.column());
        return worker.preparedQuery(statement)
                .execute(Tuple.of(Buffer.buffer(fresh), value.rowId(), Buffer.buffer(value.ciphertext())))
                .replaceWithVoid();
    }
}
