package de.lopezitwelt.platform.web.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: {@code {"data":[…],"next_cursor":…}}.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    /**
     * Cuts a result that was read with {@link PageRequest#fetchSize()} rows.
     *
     * @param rows up to limit + 1 rows; the extra one only tells that there is more
     * @param cursorOf the position of a row, given the last row of the page
     */
    public static <R, T> Page<T> of(
            List<R> rows, PageRequest request, Function<? super R, Cursor> cursorOf, Function<? super R, T> view) {
        boolean more = rows.size() > request.limit();
        List<R> shown = more ? rows.subList(0, request.limit()) : rows;
        List<T> data = shown.stream().<T>map(view).toList();
        return new Page<>(data, more ? cursorOf.apply(shown.getLast()).encode() : null);
    }

    public <S> Page<S> map(Function<? super T, S> view) {
        return new Page<>(data.stream().<S>map(view).toList(), nextCursor);
    }
}
