package dev.earshot.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * What every successful JSON answer is wrapped in: {@code {"success": true, "data": …}}.
 *
 * @param nextCursor lists only: what to ask the next page with; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(boolean success, T data, String nextCursor) {

    public static <T> Envelope<T> of(T data) {
        return new Envelope<>(true, data, null);
    }

    /**
     * A page of a list.
     *
     * @param found one entry more than the limit if there is another page
     * @param cursor where a page ends with this entry
     */
    public static <F, T> Envelope<List<T>> page(
            List<F> found, int limit, Function<F, T> view, Function<F, String> cursor) {
        return page(
                found.stream().limit(limit).map(view).toList(),
                found.size() > limit ? cursor.apply(found.get(limit - 1)) : null);
    }

    public static <T> Envelope<List<T>> page(List<T> data, String nextCursor) {
        return new Envelope<>(true, data, nextCursor);
    }
}
