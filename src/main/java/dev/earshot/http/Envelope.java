package dev.earshot.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

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

    public static <T> Envelope<List<T>> page(List<T> data, String nextCursor) {
        return new Envelope<>(true, data, nextCursor);
    }
}
