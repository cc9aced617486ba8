package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Times in words, exactly as a rule has them: " in the last 30 days, at least twice". */
public final class TimeWording {
    private final ReplyTexts texts;

    public TimeWording(ReplyTexts texts) {
        this.texts = texts;
    }

    /** The times of a criterion, behind its name. */
    public String of(Criterion criterion) {
        StringBuilder words = new StringBuilder();
        if (!criterion.within().equals(Criterion.EVER)) {
            words.append(' ').append(within(criterion.within()));
        }
        if (criterion.atLeast() > 1) {
            words.append(words.isEmpty() ? " " : ", ").append(texts.text("times", criterion.atLeast()));
        }
        return words.toString();
    }

    /** Counted back from now: "in the last hour". */
    String within(TemporalAmount span) {
        Map<String, Integer> parts = parts(span);
        return parts.size() == 1
                ? parts.entrySet().stream()
                        .map(part -> texts.text("within." + part.getKey(), part.getValue()))
                        .collect(Collectors.joining())
                : texts.text("within", said(parts));
    }

    /** Counted from something before it: "within 1 hour". */
    String after(TemporalAmount span) {
        return texts.text("after", said(parts(span)));
    }

    private String said(Map<String, Integer> parts) {
        return parts.entrySet().stream()
                .map(part -> texts.text("span." + part.getKey(), part.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** By unit, the largest first. */
    private static Map<String, Integer> parts(TemporalAmount span) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        if (span instanceof Duration duration) {
            parts.put("hours", (int) duration.toHours());
            parts.put("minutes", duration.toMinutesPart());
            parts.put("seconds", duration.toSecondsPart());
        } else {
            Period period = (Period) span;
            int fullYears = period.getMonths() % 12 == 0 ? period.getMonths() / 12 : 0;
            parts.put("years", period.getYears() + fullYears);
            parts.put("months", period.getMonths() - 12 * fullYears);
            parts.put("days", period.getDays());
        }
        parts.values().removeIf(number -> number == 0);
        return parts;
    }
}
