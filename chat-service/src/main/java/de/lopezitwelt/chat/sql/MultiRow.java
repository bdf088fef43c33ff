package de.lopezitwelt.chat.sql;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Placeholders and parameters of statements over many rows that are not one INSERT (for those there is {@code
 * de.lopezitwelt.platform.persistence.MultiRowInsert}), or whose tuples are built column by column.
 */
public final class MultiRow {
    private MultiRow() {}

    /** {@code (?, ?), (?, ?)} for two rows of two columns. */
    public static String placeholders(int rows, int columns) {
        String row = '(' + String.join(", ", Collections.nCopies(columns, "?")) + ')';
        return String.join(", ", Collections.nCopies(rows, row));
    }

    /** {@code (?, ?, ?)} for the list of an IN. */
    public static String list(int size) {
        return placeholders(1, size);
    }

    /**
     * The same elements, with the last one repeated up to the next power of two: lists of an IN then have few lengths,
     * and their statements stay prepared.
     */
    public static <T> List<T> padded(Collection<T> elements) {
        List<T> padded = new ArrayList<>(elements);
        int target = Integer.highestOneBit(Math.max(1, padded.size()));
        if (target < padded.size()) {
            target <<= 1;
        }
        while (padded.size() < target) {
            padded.add(padded.getLast());
        }
        return padded;
    }

    /** The parameters of all rows, one row after the other. */
    public static <T> Tuple parameters(Collection<T> rows, BiConsumer<T, Tuple> add) {
        Tuple tuple = Tuple.tuple();
        rows.forEach(row -> add.accept(row, tuple));
        return tuple;
    }
}
