package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.ParameterCondition;
import dev.earshot.audience.SequenceCriterion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a rule asks of events, in a few words: “saved an item” (category outdoors). The times of a sequence's steps are
 * part of it, and those of one event are not.
 */
public final class EventWording {
    private final ReplyTexts texts;
    private final TimeWording times;

    public EventWording(ReplyTexts texts) {
        this.texts = texts;
        this.times = new TimeWording(texts);
    }

    /** The words of those criteria that are about events. */
    public List<String> of(List<Criterion> criteria) {
        return criteria.stream().flatMap(this::of).toList();
    }

    private Stream<String> of(Criterion criterion) {
        if (criterion instanceof EventCriterion event) {
            return Stream.of(what(event.event(), event.where()));
        }
        return criterion instanceof SequenceCriterion sequence ? Stream.of(steps(sequence.steps())) : Stream.empty();
    }

    private String steps(List<SequenceCriterion.Step> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(place -> place == 0 ? first(steps.get(0)) : later(steps.get(place)))
                .collect(Collectors.joining(" → "));
    }

    private String first(SequenceCriterion.Step step) {
        return step.within().equals(Criterion.EVER) ? step(step) : step(step) + " " + times.within(step.within());
    }

    private String later(SequenceCriterion.Step step) {
        return step.within().equals(Criterion.EVER)
                ? step(step)
                : texts.text("event.after", step(step), times.after(step.within()));
    }

    private String step(SequenceCriterion.Step step) {
        String what = what(step.what().event(), step.what().where());
        return step.happened() ? what : texts.text("event.not", what);
    }

    private String what(String event, Map<String, ParameterCondition> where) {
        String name = named("event.", event);
        String conditions = where.entrySet().stream()
                .map(entry -> named("parameter.", entry.getKey()) + " " + values(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "“" + name + "”" + (conditions.isEmpty() ? "" : " (" + conditions + ")");
    }

    /** A custom event and its parameters have the names that this installation gave them. */
    private String named(String kind, String name) {
        return texts.has(kind + name) ? texts.text(kind + name) : name;
    }

    private static String values(ParameterCondition condition) {
        if (!condition.isRange()) {
            return condition.oneOf().stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        return (condition.min() == null ? "" : "≥ " + condition.min())
                + (condition.min() == null || condition.max() == null ? "" : " ")
                + (condition.max() == null ? "" : "≤ " + condition.max());
    }
}
