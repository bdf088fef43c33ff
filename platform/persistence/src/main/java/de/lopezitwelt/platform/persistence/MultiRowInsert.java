package de.lopezitwelt.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One INSERT of many rows. Row counts are cut into a few fixed sizes, so that the prepared-statement cache holds a
 * handful of statements instead of one for each batch size there ever was.
 */
public final class MultiRowInsert {
    private static final int[] SIZES = {512, 128, 32, 8, 1};

    private final String head;
    private final String row;
    private final String tail;

    /**
     * @param head up to and without VALUES, such as {@code INSERT INTO t (a, b)}
     * @param columns parameters a row
     * @param tail what follows the rows; the rows are called {@code fresh} there
     */
    public MultiRowInsert(String head, int columns, String tail) {
        this.head = head;
        this.row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        this.tail = tail;
    }

    /** @param rows in lock order: equal orders in all transactions keep them from deadlocking */
    public Uni<Void> execute(SqlConnection transaction, List<? extends List<?>> rows) {
        List<Uni<?>> statements = new ArrayList<>();
        int from = 0;
        for (int size : SIZES) {
            for (; rows.size() - from >= size; from += size) {
                statements.add(execute(transaction, rows.subList(from, from + size), size));
            }
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Uni<?> statement : statements) {
            all = all.chain(() -> statement.replaceWithVoid());
        }
        return all;
    }

    private Uni<?> execute(SqlConnection transaction, List<? extends List<?>> rows, int size) {
        List<Object> parameters = new ArrayList<>(size * rows.getFirst().size());
        rows.forEach(parameters::addAll);
        String values = String.join(", ", Collections.nCopies(size, row));
        return transaction
                .preparedQuery(head + " VALUES " + values + " AS fresh " + tail)
                .execute(Tuple.from(parameters));
    }
}
