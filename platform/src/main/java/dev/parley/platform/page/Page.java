package dev.parley.platform.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data the items, in the list's order
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last
 * @param hasMore whether there is a next page
 */
public record Page<T>(
        List<T> data,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
        boolean hasMore) {

    /**
     * Makes a page of rows that were read with one more than the limit.
     *
     * @param rows up to {@code limit + 1} rows; the surplus one only proves that there are more
     * @param cursorOf names the place after an item
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(List.copyOf(shown), more ? cursorOf.apply(shown.getLast()) : null, more);
    }

    /** The same page with other items. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(data.stream().map(change).toList(), nextCursor, hasMore);
    }
}
