package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.ParameterCondition;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SequenceCriterion.Step;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a rule asks of events, as conditions on rows of {@code customer_event}. Values become parameters; names of
 * parameters too, so that nothing of a caller's is part of the statement's text.
 */
final class EventSql {
    private final SqlParameters parameters;
    private final Instant now;

    /** @param now when it is asked, which is what {@code within} counts back from */
    EventSql(SqlParameters parameters, Instant now) {
        this.parameters = parameters;
        this.now = now;
    }

    /** The rows that count for a criterion: of the event, within its time, with these parameters. */
    String counts(String row, EventCriterion criterion) {
        return since(row, criterion.event(), criterion.within().equals(Criterion.EVER) ? null : criterion.since(now))
                + where(row, criterion.where());
    }

    /** Rows of an event since a moment, if that is not {@code null}. */
    String since(String row, String event, Instant since) {
        return row + ".event = " + parameters.text(event)
                + (since == null ? "" : " and " + row + ".at >= " + parameters.moment(since));
    }

    /** The rows that begin a sequence which continues as it must. Their aliases are {@code row} and what follows it. */
    String begins(String row, SequenceCriterion sequence) {
        Step first = sequence.steps().get(0);
        EventCriterion begin = new EventCriterion(
                first.what().event(), first.within(), 1, first.what().where());
        return counts(row, begin) + continues(row, sequence.steps(), 1);
    }

    private String continues(String last, List<Step> steps, int at) {
        if (at == steps.size()) {
            return "";
        }
        Step step = steps.get(at);
        String next = last + "_" + at;
        String found = " and %sexists (select from customer_event %s where %s.number = %s.number and %s.at > %s.at"
                .formatted(step.happened() ? "" : "not ", next, next, last, next, last);
        String condition = found
                + " and " + since(next, step.what().event(), null)
                + until(next, last, step.within())
                + where(next, step.what().where());
        return step.happened()
                ? condition + continues(next, steps, at + 1) + ")"
                : condition + ")" + continues(last, steps, at + 1);
    }

    /** Days and months are those of UTC, whatever the session's time zone. */
    private String until(String row, String from, TemporalAmount within) {
        if (within.equals(Criterion.EVER)) {
            return "";
        }
        String span = parameters.text(within.toString()) + "::interval";
        return within instanceof Period
                ? " and %s.at at time zone 'UTC' <= (%s.at at time zone 'UTC') + %s".formatted(row, from, span)
                : " and %s.at <= %s.at + %s".formatted(row, from, span);
    }

    /** Conditions on an event's properties. */
    String where(String row, Map<String, ParameterCondition> where) {
        return where.entrySet().stream()
                .map(entry -> " and " + is(row, entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    /** The same for {@code event_detail}, where a price is absent unless packs can't hold it. */
    String details(String row, Map<String, ParameterCondition> where) {
        return where.entrySet().stream()
                .map(entry -> {
                    String condition = is(row, entry.getKey(), entry.getValue());
                    return entry.getKey().equals("price")
                            ? " and (%s.price is null or %s)".formatted(row, condition)
                            : " and " + condition;
                })
                .collect(Collectors.joining());
    }

    private String is(String row, String name, ParameterCondition condition) {
        if (condition.isRange()) {
            String number = number(row, name);
            return "(" + (condition.min() == null ? "true" : number + " >= " + parameters.number(condition.min()))
                    + " and "
                    + (condition.max() == null ? "true" : number + " <= " + parameters.number(condition.max())) + ")";
        }
        return condition.oneOf().stream()
                .map(value -> is(row, name, value))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String is(String row, String name, Object value) {
        if (value instanceof String text) {
            return switch (name) {
                case "category" ->
                    "position(category_path(%s) in %s.category_path) > 0".formatted(parameters.text(text), row);
                case "currency" ->
                    "upper(%s.currency) = %s".formatted(row, parameters.text(text.toUpperCase(Locale.ROOT)));
                case "platform" -> "folded(%s.platform) = folded(%s)".formatted(row, parameters.text(text));
                default ->
                    "folded(%s.parameters ->> %s) = folded(%s)"
                            .formatted(row, parameters.text(name), parameters.text(text));
            };
        }
        return value instanceof Boolean
                ? "%s.parameters ->> %s = %s".formatted(row, parameters.text(name), parameters.text(value.toString()))
                : number(row, name) + " = " + parameters.number(value);
    }

    /** A parameter as a number; null for a text that looks like one. */
    private String number(String row, String name) {
        if (name.equals("price")) {
            return row + ".price";
        }
        String value = row + ".parameters -> " + parameters.text(name);
        return "(case jsonb_typeof(" + value + ") when 'number' then (" + value + ")::numeric end)";
    }
}
