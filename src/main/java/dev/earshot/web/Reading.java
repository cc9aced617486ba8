package dev.earshot.web;

/** What became of one line of an import. */
public sealed interface Reading<T> {

    record Good<T>(T value) implements Reading<T> {}

    /** @param reason a phrase that names the field: {@code price is missing} */
    record Bad<T>(String reason) implements Reading<T> {}

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> bad(String reason) {
        return new Bad<>(reason);
    }
}
