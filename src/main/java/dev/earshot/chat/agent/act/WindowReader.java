package dev.earshot.chat.agent.act;

import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads "90 days", "the last three months", "at least twice"; "son 3 ay", "en az iki kez". */
public final class WindowReader {
    private static final Pattern PERIOD = Pattern.compile("(?:\\b(\\w+?)[ -]*(?:of )?)?"
            + "(?<![a-z])(day|week|month|year|quarter|fortnight|gun|hafta|ay|yil|sene)[a-z]*\\b");
    private static final Pattern TIMES =
            Pattern.compile("(\\w+)[ -]*(?:times|x|purchases|orders|visits|bookings|kez|kere|defa|sefer)\\w*");
    /** "90d". */
    private static final Pattern DAYS = Pattern.compile("\\b(\\d{1,4}) ?d\\b");

    private static final Pattern MORE_THAN_ONCE =
            Pattern.compile("\\b(?:more than (?:once|one time)|multiple times|repeatedly|birden (?:fazla|cok)"
                    + "|bir(?: kez| kere| defa)den (?:fazla|cok))\\b");
    private static final Pattern MORE_THAN = Pattern.compile(
            "\\b(?:more than|over) (\\w+) times\\b|\\b(\\w+) (?:kez|kere|defa)(?:d|t)[ae]n (?:fazla|cok)\\b");
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("twelve", 12),
            Map.entry("fourteen", 14),
            Map.entry("thirty", 30),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90),
            Map.entry("couple", 2),
            Map.entry("few", 3),
            Map.entry("several", 3),
            Map.entry("bir", 1),
            Map.entry("iki", 2),
            Map.entry("uc", 3),
            Map.entry("dort", 4),
            Map.entry("bes", 5),
            Map.entry("alti", 6),
            Map.entry("yedi", 7),
            Map.entry("sekiz", 8),
            Map.entry("dokuz", 9),
            Map.entry("on", 10),
            Map.entry("otuz", 30),
            Map.entry("altmis", 60),
            Map.entry("doksan", 90),
            Map.entry("birkac", 3));

    private WindowReader() {}

    /** How long ago at most; empty if the words name no time. */
    public static Optional<Period> within(String words) {
        String text = DAYS.matcher(SpokenText.of(words).folded().replace("couple of", "couple"))
                .replaceAll("$1 days");
        Matcher found = PERIOD.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        int n = number(found.group(1)).orElse(1);
        return Optional.of(
                switch (found.group(2)) {
                    case "day", "gun" -> Period.ofDays(n);
                    case "week", "hafta" -> Period.ofDays(7 * n);
                    case "fortnight" -> Period.ofDays(14 * n);
                    case "month", "ay" -> Period.ofMonths(n);
                    case "quarter" -> Period.ofMonths(3 * n);
                    default -> Period.ofYears(n);
                });
    }

    /** How often at least; empty if the words say nothing of that. */
    public static OptionalInt atLeast(String words) {
        String text = SpokenText.of(words).folded();
        if (MORE_THAN_ONCE.matcher(text).find()) {
            return OptionalInt.of(2);
        }
        if (text.contains("twice")) {
            return OptionalInt.of(2);
        }
        if (text.contains("thrice")) {
            return OptionalInt.of(3);
        }
        Matcher more = MORE_THAN.matcher(text);
        if (more.find()) {
            OptionalInt times = number(more.group(1) == null ? more.group(2) : more.group(1));
            return times.isPresent() ? OptionalInt.of(times.getAsInt() + 1) : times;
        }
        Matcher found = TIMES.matcher(text);
        return found.find() ? number(found.group(1)) : OptionalInt.empty();
    }

    private static OptionalInt number(String word) {
        if (word == null) {
            return OptionalInt.empty();
        }
        if (word.matches("\\d{1,4}")) {
            return OptionalInt.of(Integer.parseInt(word));
        }
        return NUMBERS.containsKey(word) ? OptionalInt.of(NUMBERS.get(word)) : OptionalInt.empty();
    }
}
