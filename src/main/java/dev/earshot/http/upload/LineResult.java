package dev.earshot.http.upload;

/** The result of one line of an import. */
public sealed interface LineResult<T> {

    record Good<T>(T value) implements LineResult<T> {}

    /** @param reason a phrase that names the field: {@code price is missing} */
    record Bad<T>(String reason) implements LineResult<T> {}

    static <T> LineResult<T> good(T value) {
        return new Good<>(value);
    }

    static <T> LineResult<T> bad(String reason) {
        return new Bad<>(reason);
    }
}
