package dev.earshot.tool.report;

import dev.earshot.common.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The period of a report, without its end, and the lengths of time that a caller may name. */
record ReportPeriod(Instant from, Instant to) {
    static final Duration LONGEST = Duration.ofDays(92);

    private static final Duration USUAL = Duration.ofDays(7);
    /** Java knows them as days of a calendar only. */
    private static final Pattern WEEKS = Pattern.compile("P\\d{1,3}W", Pattern.CASE_INSENSITIVE);

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    /** Without a start, the seven days before the end. */
    static ReportPeriod of(String from, String to, Instant usualEnd) {
        Instant end = to == null ? usualEnd : moment("to", to);
        Instant start = from == null ? end.minus(USUAL) : moment("from", from);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ApiException.invalid("INVALID_INPUT", "from", "must be before `to`, and by 92 days at most");
        }
        return new ReportPeriod(start, end);
    }

    /** A length of time in ISO 8601, such as {@code P7D} or {@code PT30M}. */
    static Duration length(String field, String text) {
        try {
            Duration length = WEEKS.matcher(text).matches()
                    ? Duration.ofDays(Period.parse(text).getDays())
                    : Duration.parse(text);
            if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
                throw ApiException.invalid("INVALID_INPUT", field, "must be longer than zero, and 92 days at most");
            }
            return length;
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("INVALID_INPUT", field, "must be a length of time such as P7D or PT30M");
        }
    }

    private static Instant moment(String field, String text) {
        try {
            Instant moment = Instant.parse(text);
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(END_OF_TIME)) {
                throw ApiException.invalid("INVALID_INPUT", field, "must be a time between 1970 and 9999");
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("INVALID_INPUT", field, "must be a time such as 2026-01-31T08:00:00Z");
        }
    }
}
