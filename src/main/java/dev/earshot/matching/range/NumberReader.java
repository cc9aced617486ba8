package dev.earshot.matching.range;

import dev.earshot.matching.words.Brief;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one quantity with its bounds: "25-34", "over 60", "less than 20k", "3 or more", "in their 30s". */
public final class NumberReader {
    private static final Pattern DECADE = Pattern.compile("[2-8]0s");
    private static final Pattern TENS = Pattern.compile("[2-8]0");
    private static final int HALF = 5;
    private static final Pattern TENS_SUFFIX = Pattern.compile("l[iu].*");

    private final Brief brief;
    private final NumberWords words;

    /** @param plain neither bound was named, just a number */
    public record Amount(int start, int end, long low, long high, boolean plain) {}

    public NumberReader(Brief brief) {
        this.brief = brief;
        this.words = new NumberWords(brief);
    }

    public Optional<Amount> at(int at) {
        Optional<Amount> decade = decade(at);
        if (decade.isPresent()) {
            return decade.map(this::untilDecade);
        }
        int over = length("over before", at);
        int under = length("under before", at);
        int from = Math.max(length("between", at), Math.max(over, under));
        Optional<NumberWords.Value> first = words.at(at + from);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<Amount> span = span(at, first.get());
        if (span.isPresent()) {
            return span;
        }
        return Optional.of(bounded(at, first.get(), over > 0, under > 0));
    }

    private Optional<Amount> span(int start, NumberWords.Value first) {
        int joint = first.end();
        if (joint >= brief.size()) {
            return Optional.empty();
        }
        int width = brief.tokens.get(joint).followsDash() ? 0 : length("range joint", joint);
        if (width == 0 && !brief.tokens.get(joint).followsDash()) {
            return Optional.empty();
        }
        return words.at(joint + width)
                .filter(second -> second.value() >= first.value() || first.value() < 1000)
                .map(second -> {
                    long scaled = first.value() * scale(second.value());
                    boolean shared = second.value() >= 1000 && first.value() < 1000 && scaled <= second.value();
                    long low = shared ? scaled : first.value();
                    return new Amount(start, second.end(), low, second.value(), false);
                })
                .filter(amount -> amount.high() >= amount.low());
    }

    /** In "100 to 150k" the thousand holds for both. */
    private static long scale(long value) {
        return value >= 1_000_000 ? 1_000_000 : 1_000;
    }

    private Amount bounded(int start, NumberWords.Value first, boolean over, boolean under) {
        int end = first.end();
        boolean plus = brief.tokens.get(end - 1).after() == '+';
        int skip = end < brief.size() && unit(end) ? 1 : 0;
        int overAfter = Math.max(length("over after", end), skip == 0 ? 0 : lengthBehind("over after", end, skip));
        int underAfter = Math.max(length("under after", end), skip == 0 ? 0 : lengthBehind("under after", end, skip));
        if (over || plus || overAfter > 0) {
            return new Amount(start, end + overAfter, first.value(), NumberRange.OPEN, false);
        }
        if (under || underAfter > 0) {
            return new Amount(start, end + underAfter, 0, first.value() - 1, false);
        }
        return new Amount(start, end, first.value(), first.value(), true);
    }

    private int lengthBehind(String group, int at, int skip) {
        int length = length(group, at + skip);
        return length == 0 ? 0 : length + skip;
    }

    private boolean unit(int at) {
        String light = brief.lights.get(at);
        return brief.cues.has("AGE", light)
                || brief.cues.has("CHILDREN", light)
                || brief.cues.has("ADULTS", light)
                || brief.cues.has("counted", light)
                || brief.cues.has("counted", brief.stems.get(at));
    }

    /** "Twenties to forties", but not "twenties and forties". */
    private Amount untilDecade(Amount first) {
        int joint = first.end();
        if (joint >= brief.size() || brief.cues.has("coordinator", brief.lights.get(joint))) {
            return first;
        }
        int width = brief.tokens.get(joint).followsDash() ? 0 : length("range joint", joint);
        return (width > 0 || brief.tokens.get(joint).followsDash()) && joint + width < brief.size()
                ? decade(joint + width)
                        .filter(last -> last.low() > first.low())
                        .map(last -> new Amount(first.start(), last.end(), first.low(), last.high(), false))
                        .orElse(first)
                : first;
    }

    private Optional<Amount> decade(int at) {
        String folded = brief.tokens.get(at).folded();
        Long tens = brief.cues.number("decade", folded);
        String suffix = brief.tokens.get(at).suffix();
        boolean written = matches(DECADE, folded) || (matches(TENS, folded) && matches(TENS_SUFFIX, suffix));
        if ((tens == null && !written) || (written && isEra(at))) {
            return Optional.empty();
        }
        long low = tens != null ? tens : Long.parseLong(folded.substring(0, 2));
        return Optional.of(part(at, low));
    }

    /** "Early thirties", "late 50s", "mid-forties": half of the decade or its middle. */
    private Amount part(int at, long low) {
        int before = at - 1;
        if (says("early decade", before)) {
            return new Amount(before, at + 1, low, low + HALF - 1, false);
        }
        if (says("late decade", before)) {
            return new Amount(before, at + 1, low + HALF, low + 2 * HALF - 1, false);
        }
        return says("mid decade", before)
                ? new Amount(before, at + 1, low + HALF - 2, low + HALF + 2, false)
                : new Amount(at, at + 1, low, low + 2 * HALF - 1, false);
    }

    private boolean says(String group, int at) {
        return at >= 0 && brief.cues.has(group, brief.lights.get(at));
    }

    /** "70s and 80s hits" are as old as that, not their listeners. */
    private boolean isEra(int at) {
        int next = at + 1;
        while (next < brief.size()
                && (brief.stop[next] || matches(DECADE, brief.tokens.get(next).folded()))) {
            next++;
        }
        return next < brief.size() && brief.cues.has("era", brief.lights.get(next));
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private int length(String group, int at) {
        return at >= brief.size() ? 0 : brief.cues.lengthAt(group, brief.lights, at);
    }
}
