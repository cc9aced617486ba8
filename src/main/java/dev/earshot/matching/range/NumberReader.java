package dev.earshot.matching.range;

import dev.earshot.matching.words.Brief;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one quantity with its bounds: "25-34", "over 60", "less than 20k", "3 or more", "in their 30s". */
public final class NumberReader {
    private static final Pattern DECADE = Pattern.compile("[2-8]0s");
    private static final Pattern TENS = Pattern.compile("[2-8]0");
    private static final Pattern TENS_SUFFIX = Pattern.compile("l[iu].*");
    private static final Pattern FIGURES = Pattern.compile("[0-9]{1,12}[km]?");

    private final Brief brief;

    /** @param plain neither bound was named, just a number */
    public record Amount(int start, int end, long low, long high, boolean plain) {}

    private record Value(long value, int end) {}

    public NumberReader(Brief brief) {
        this.brief = brief;
    }

    public Optional<Amount> at(int at) {
        Optional<Amount> decade = decade(at);
        if (decade.isPresent()) {
            return decade;
        }
        int over = length("over before", at);
        int under = length("under before", at);
        int from = Math.max(length("between", at), Math.max(over, under));
        Optional<Value> first = value(at + from);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<Amount> span = span(at, first.get());
        if (span.isPresent()) {
            return span;
        }
        return Optional.of(bounded(at, first.get(), over > 0, under > 0));
    }

    private Optional<Amount> span(int start, Value first) {
        int joint = first.end();
        if (joint >= brief.size()) {
            return Optional.empty();
        }
        int width = brief.tokens.get(joint).followsDash() ? 0 : length("range joint", joint);
        if (width == 0 && !brief.tokens.get(joint).followsDash()) {
            return Optional.empty();
        }
        return value(joint + width)
                .filter(second -> second.value() >= first.value() || first.value() < 1000)
                .map(second -> {
                    boolean shared = second.value() >= 1000 && first.value() < 1000;
                    long low = shared ? first.value() * scale(second.value()) : first.value();
                    return new Amount(start, second.end(), low, second.value(), false);
                })
                .filter(amount -> amount.high() >= amount.low());
    }

    /** In "100 to 150k" the thousand holds for both. */
    private static long scale(long value) {
        return value >= 1_000_000 ? 1_000_000 : 1_000;
    }

    private Amount bounded(int start, Value first, boolean over, boolean under) {
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

    private Optional<Amount> decade(int at) {
        Long tens = brief.cues.number("decade", brief.lights.get(at));
        String folded = brief.tokens.get(at).folded();
        String suffix = brief.tokens.get(at).suffix();
        boolean written = matches(DECADE, folded) || (matches(TENS, folded) && matches(TENS_SUFFIX, suffix));
        if ((tens == null && !written) || (written && isEra(at))) {
            return Optional.empty();
        }
        long low = tens != null ? tens : Long.parseLong(folded.substring(0, 2));
        return Optional.of(new Amount(at, at + 1, low, low + 9, false));
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

    private Optional<Value> value(int at) {
        if (at >= brief.size()) {
            return Optional.empty();
        }
        String folded = brief.tokens.get(at).folded();
        Long word = brief.cues.number("number", brief.lights.get(at));
        if (word != null) {
            long units = word >= 20 && at + 1 < brief.size() ? units(at + 1) : 0;
            return Optional.of(scaled(word + units, at + (units > 0 ? 2 : 1)));
        }
        if (brief.lights.get(at).equals("a") && scaled(1, at + 1).value() > 1) {
            return Optional.of(scaled(1, at + 1));
        }
        if (!matches(FIGURES, folded)) {
            return Optional.empty();
        }
        char last = folded.charAt(folded.length() - 1);
        if (Character.isLetter(last)) {
            long digits = Long.parseLong(folded.substring(0, folded.length() - 1));
            return Optional.of(new Value(digits * (last == 'k' ? 1_000 : 1_000_000), at + 1));
        }
        return Optional.of(scaled(Long.parseLong(folded), at + 1));
    }

    /** "Forty-five", "kırk beş": what the word behind tens adds to them. */
    private long units(int at) {
        Long units = brief.cues.number("number", brief.lights.get(at));
        return units != null && units < 10 && !brief.tokens.get(at).followsComma() ? units : 0;
    }

    private Value scaled(long value, int end) {
        if (end < brief.size() && brief.cues.has("thousand", brief.lights.get(end))) {
            return new Value(value * 1_000, end + 1);
        }
        if (end < brief.size() && brief.cues.has("million", brief.lights.get(end))) {
            return new Value(value * 1_000_000, end + 1);
        }
        return new Value(value, end);
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private int length(String group, int at) {
        return at >= brief.size() ? 0 : brief.cues.lengthAt(group, brief.lights, at);
    }
}
