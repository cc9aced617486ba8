package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.ParameterCondition;
import dev.earshot.audience.SequenceCriterion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a rule asks of events, in a few words: “saved an item” (category outdoors). */
public final class EventWording {
    private final ReplyTexts texts;

    public EventWording(ReplyTexts texts) {
        this.texts = texts;
    }

    /** The words of those criteria that are about events. */
    public List<String> of(List<Criterion> criteria) {
        return criteria.stream().flatMap(this::of).toList();
    }

    private Stream<String> of(Criterion criterion) {
        if (criterion instanceof EventCriterion event) {
            return Stream.of(what(event.event(), event.where()));
        }
        return criterion instanceof SequenceCriterion sequence
                ? Stream.of(sequence.steps().stream().map(this::step).collect(Collectors.joining(" → ")))
                : Stream.empty();
    }

    private String step(SequenceCriterion.Step step) {
        String what = what(step.what().event(), step.what().where());
        return step.happened() ? what : texts.text("event.not", what);
    }

    private String what(String event, Map<String, ParameterCondition> where) {
        String name = texts.has("event." + event) ? texts.text("event." + event) : event;
        String conditions = where.entrySet().stream()
                .map(entry -> entry.getKey() + " " + values(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "“" + name + "”" + (conditions.isEmpty() ? "" : " (" + conditions + ")");
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
