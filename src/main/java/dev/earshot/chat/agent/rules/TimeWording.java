package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.chat.agent.answer.ReplyTexts;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/** The times of a criterion in words, behind its name: " in the last 30 days, at least twice". */
final class TimeWording {
    private final ReplyTexts texts;

    TimeWording(ReplyTexts texts) {
        this.texts = texts;
    }

    String of(Criterion criterion) {
        StringBuilder words = new StringBuilder();
        if (!criterion.within().equals(Criterion.EVER)) {
            words.append(' ').append(within(criterion.within()));
        }
        if (criterion.atLeast() > 1) {
            words.append(words.isEmpty() ? " " : ", ").append(texts.text("times", criterion.atLeast()));
        }
        return words.toString();
    }

    private String within(TemporalAmount span) {
        if (span instanceof Duration hours) {
            return texts.text("within.hours", (int) Math.max(1, hours.toHours()));
        }
        Period period = (Period) span;
        if (period.getDays() > 0) {
            return texts.text("within.days", (int) (period.toTotalMonths() * 30 + period.getDays()));
        }
        long months = period.toTotalMonths();
        return months % 12 == 0
                ? texts.text("within.years", (int) (months / 12))
                : texts.text("within.months", (int) months);
    }
}
