package dev.earshot.audience;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.earshot.http.error.UnexpectedValueException;
import java.io.IOException;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;

/** Reads a span of time in ISO 8601: days and more as a period, hours and less as a duration. */
class TimeSpanReader extends StdDeserializer<TemporalAmount> {
    private static final long serialVersionUID = 1L;

    TimeSpanReader() {
        super(TemporalAmount.class);
    }

    /** Reads whole days. */
    static final class OfDays extends StdDeserializer<Period> {
        private static final long serialVersionUID = 1L;

        OfDays() {
            super(Period.class);
        }

        @Override
        public Period deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (span(parser) instanceof Period period) {
                return period;
            }
            throw new UnexpectedValueException(parser, "must be whole days such as P30D");
        }
    }

    @Override
    public TemporalAmount deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return span(parser);
    }

    /** None at all would be read as any time. */
    private static TemporalAmount span(JsonParser parser) throws IOException {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        try {
            TemporalAmount span =
                    text.indexOf('T') < 0 && text.indexOf('t') < 0 ? Period.parse(text) : Duration.parse(text);
            if (!span.equals(Period.ZERO) && !span.equals(Duration.ZERO)) {
                return span;
            }
        } catch (DateTimeParseException e) {
            // The same as no time at all.
        }
        throw new UnexpectedValueException(parser, "must be a span of time such as P30D");
    }
}
