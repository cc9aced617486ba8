package dev.earshot.matching.clause;

import dev.earshot.matching.pattern.RequiredText;
import dev.earshot.matching.words.CueWords;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to say when or how often something happened: "in the last N weeks".
 *
 * @param required what a text must have to match at all
 * @param unit D, W, M, Y or "times"
 * @param fixed 0 where the text gives the number
 * @param past may lie ahead as well ("this summer"), so the sentence must say that something was done
 */
record TimePattern(Pattern words, RequiredText required, String unit, int fixed, boolean past) {
    private static final String NUMBER = "\\\\d{1,3}|[a-z]{2,6}";

    /** "within W: last (N) weeks", "past 30 D: this month". */
    static TimePattern parse(String line) {
        int colon = line.indexOf(": ");
        String amount = line.substring(0, colon)
                .replace("within ", "")
                .replace("past ", "")
                .strip();
        String digits = amount.replaceAll("\\D", "");
        Pattern words = Pattern.compile("(?<= )(?:"
                + line.substring(colon + 2).replaceAll("\\(N\\)", "(" + NUMBER + ")") + ")(?:(?= )|(?<= ))");
        return new TimePattern(
                words,
                RequiredText.of(line.substring(colon + 2).replace("(N)", "()")),
                amount.replaceAll("[\\d ]", ""),
                digits.isEmpty() ? 0 : Integer.parseInt(digits),
                line.startsWith("past "));
    }

    /** The thing that is counted comes next: "at least three flights". */
    boolean counts() {
        return words.pattern().contains("(?=(");
    }

    /** The number that was said: 1 where none is, 0 where the word in its place is none. */
    int amount(Matcher found, CueWords cues) {
        if (fixed > 0) {
            return fixed;
        }
        String said = found.groupCount() > 0 ? found.group(1) : null;
        if (said == null) {
            return 1;
        }
        if (Character.isDigit(said.charAt(0))) {
            return Integer.parseInt(said);
        }
        Long number = cues.number("number", said);
        return number == null ? 0 : number.intValue();
    }

    TimeFrame frame(int amount) {
        return switch (unit) {
            case "W" -> new TimeFrame(Period.ofWeeks(amount), 1);
            case "M" -> new TimeFrame(Period.ofMonths(amount), 1);
            case "Y" -> new TimeFrame(Period.ofYears(amount), 1);
            case "times" -> new TimeFrame(Period.ZERO, amount);
            default -> new TimeFrame(Period.ofDays(amount), 1);
        };
    }
}
