package dev.earshot.http.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The delay that another service names in {@code Retry-After}. */
public final class RetryAfter {
    /** A proxy may send a delay of a year; without a bound, calls would stop until an operator found out why. */
    private static final Duration MOST_NAMED = Duration.ofHours(1);

    private RetryAfter() {}

    /** Seconds, or a date (RFC 9110, 10.2.3), at most an hour; anything else is ignored. */
    public static Optional<Duration> of(String header, Instant now) {
        return Optional.ofNullable(header)
                .flatMap(text -> named(text.strip(), now))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> named(String text, Instant now) {
        try {
            return Optional.of(
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration named) {
        return named.isNegative() ? Duration.ZERO : named.compareTo(MOST_NAMED) > 0 ? MOST_NAMED : named;
    }
}
