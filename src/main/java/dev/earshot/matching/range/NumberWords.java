package dev.earshot.matching.range;

import dev.earshot.matching.words.Brief;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one number in figures or in words: "40", "25k", "forty-five", "a hundred and fifty thousand", "yüz elli bin". */
final class NumberWords {
    private static final Pattern FIGURES = Pattern.compile("[0-9]{1,12}[km]?");

    private final Brief brief;

    /** @param end behind its last word */
    record Value(long value, int end) {}

    NumberWords(Brief brief) {
        this.brief = brief;
    }

    Optional<Value> at(int at) {
        if (at >= brief.size()) {
            return Optional.empty();
        }
        Optional<Value> spoken = belowThousand(at);
        if (spoken.isPresent()) {
            return spoken.map(this::scaled);
        }
        Value one = scaled(new Value(1, at + 1));
        if (brief.lights.get(at).equals("a") && one.value() > 1) {
            return Optional.of(one);
        }
        String folded = brief.tokens.get(at).folded();
        if (!FIGURES.matcher(folded).matches()) {
            return Optional.empty();
        }
        int last = folded.length() - 1;
        if (Character.isLetter(folded.charAt(last))) {
            long digits = Long.parseLong(folded.substring(0, last));
            return Optional.of(new Value(digits * (folded.charAt(last) == 'k' ? 1_000 : 1_000_000), at + 1));
        }
        return Optional.of(scaled(new Value(Long.parseLong(folded), at + 1)));
    }

    /**
     * "Two hundred and twenty", but "two hundred and nine hundred" are two numbers; "iki yüz elli", but "yüz kremi" is
     * for the face.
     */
    private Optional<Value> belowThousand(int at) {
        Optional<Value> first = belowHundred(at);
        int hundred = first.map(Value::end).orElse(brief.lights.get(at).equals("a") ? at + 1 : at);
        long hundreds = first.map(Value::value).orElse(1L);
        if (hundreds > 9 || !is("hundred", hundred)) {
            return first;
        }
        int behind = hundred + 1;
        Optional<Value> rest = belowHundred(is("hundred joint", behind) ? behind + 1 : behind)
                .filter(other -> !is("hundred", other.end()));
        return first.isEmpty() && rest.isEmpty() && !is("thousand", behind)
                ? Optional.empty()
                : Optional.of(new Value(
                        hundreds * 100 + rest.map(Value::value).orElse(0L),
                        rest.map(Value::end).orElse(behind)));
    }

    private Optional<Value> belowHundred(int at) {
        Long word = at < brief.size()
                ? brief.cues.number("number", brief.tokens.get(at).folded())
                : null;
        if (word == null) {
            return Optional.empty();
        }
        long units = word >= 10 && word % 10 == 0 ? units(at + 1) : 0;
        return Optional.of(new Value(word + units, at + (units > 0 ? 2 : 1)));
    }

    /** "Forty-five", "kırk beş": what the word behind tens adds to them. */
    private long units(int at) {
        Long units = at < brief.size()
                ? brief.cues.number("number", brief.tokens.get(at).folded())
                : null;
        return units != null && units < 10 && !brief.tokens.get(at).followsComma() ? units : 0;
    }

    private Value scaled(Value value) {
        if (is("thousand", value.end())) {
            return new Value(value.value() * 1_000, value.end() + 1);
        }
        return is("million", value.end()) ? new Value(value.value() * 1_000_000, value.end() + 1) : value;
    }

    private boolean is(String group, int at) {
        return at < brief.size() && brief.cues.has(group, brief.lights.get(at));
    }
}
