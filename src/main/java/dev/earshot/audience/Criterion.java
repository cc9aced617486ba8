package dev.earshot.audience;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a rule asks of a customer: to have shown a signal, to have caused an event, or to have caused several in a
 * sequence.
 */
@RegisterForReflection
@JsonDeserialize(using = CriterionReader.class)
@Schema(
        oneOf = {String.class, SignalCriterion.Detailed.class, EventCriterion.class, SequenceCriterion.class},
        description = "A signal's id; an object that also says how recently and how often the signal must have been"
                + " shown; an event; or a sequence of events.")
public sealed interface Criterion permits SignalCriterion, EventCriterion, SequenceCriterion {
    /** Any time. */
    Period EVER = Period.ZERO;

    /** A signal shown once, at any time. */
    static Criterion of(String signal) {
        return new SignalCriterion(signal, EVER, 1);
    }

    /** The id of the signal that it asks for; an empty text, which no signal has, if it asks for none. */
    default String signal() {
        return "";
    }

    /** How recently; {@link #EVER} for any time. */
    TemporalAmount within();

    /** How often within that time. */
    int atLeast();

    /** Whether once at any time is enough, and nothing else is asked. */
    boolean isPlain();

    /** The same with this time and frequency, as far as it can have them. */
    Criterion timed(TemporalAmount within, int atLeast);

    /** The moment since when it counts. */
    default Instant since(Instant now) {
        return within().equals(EVER)
                ? Instant.EPOCH
                : now.atOffset(ZoneOffset.UTC).minus(within()).toInstant();
    }
}
