package de.lopezitwelt.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One INSERT of many rows. Up to {@value #EXACT} rows go in one statement of their number, more of them in powers of two, so
 * that the prepared-statement cache holds a handful of statements instead of one for each batch size.
 */
public final class MultiRowInsert {
    private static final int EXACT = 16;
    private static final int LARGEST = 512;

    private final Map<Integer, String> statements = new HashMap<>();

    /**
     * @param head up to and without VALUES, such as {@code INSERT INTO t (a, b)}
     * @param columns parameters a row
     * @param tail what follows the rows; the rows are called {@code fresh} there
     */
    public MultiRowInsert(String head, int columns, String tail) {
        this(head, "(" + String.join(",", Collections.nCopies(columns, "?")) + ")", tail);
    }

    /** @param row one row with its placeholders, where some of its values are not parameters */
    public MultiRowInsert(String head, String row, String tail) {
        for (int rows = 1; rows <= LARGEST; rows = rows < EXACT ? rows + 1 : rows * 2) {
            String values = String.join(",", Collections.nCopies(rows, row));
            statements.put(rows, head + " VALUES " + values + " AS fresh " + tail);
        }
    }

    /** @param rows in lock order: equal orders in all transactions keep them from deadlocking */
    public Uni<Void> execute(SqlConnection transaction, List<? extends List<?>> rows) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (List<? extends List<?>> part : parts(rows)) {
            all = all.chain(() -> send(transaction, part));
        }
        return all;
    }

    /**
     * As {@link #execute}, without waiting for one statement before the next is sent. Only for a connection without
     * autocommit: when the server rolls back in the middle of them, the rest must not commit one by one.
     */
    public Uni<Void> executeAhead(SqlConnection transaction, List<? extends List<?>> rows) {
        List<Uni<Void>> parts =
                parts(rows).stream().map(part -> send(transaction, part)).toList();
        return parts.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(parts).andCollectFailures().replaceWithVoid();
    }

    private static <R> List<List<? extends R>> parts(List<? extends R> rows) {
        List<List<? extends R>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int left = rows.size() - from;
            int size = left <= EXACT ? left : Math.min(LARGEST, Integer.highestOneBit(left));
            parts.add(rows.subList(from, from + size));
            from += size;
        }
        return parts;
    }

    private Uni<Void> send(SqlConnection transaction, List<? extends List<?>> rows) {
        List<Object> parameters = new ArrayList<>(rows.size() * rows.getFirst().size());
        rows.forEach(parameters::addAll);
        return transaction
                .preparedQuery(Objects.requireNonNull(statements.get(rows.size())))
                .execute(Tuple.from(parameters))
                .replaceWithVoid();
    }
}
