package dev.earshot.matching.range;

import dev.earshot.taxonomy.Signal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the range out of a signal's name: "25-29", "$250,000+", "Less than $10,000", "3+ Child", "2K-4.9K People". */
public final class RangeNames {
    private static final Pattern NUMBER = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(k|m)?(?![a-z])");

    private RangeNames() {}

    public static Optional<NumberRange> rangeOf(Signal signal) {
        Optional<NumberRange.Kind> kind =
                kindOf(String.join(" > ", signal.path()).toLowerCase(Locale.ROOT));
        String name = signal.name().toLowerCase(Locale.ROOT).replace(",", "");
        Matcher number = NUMBER.matcher(name);
        if (kind.isEmpty() || !number.find()) {
            return Optional.empty();
        }
        long first = valueOf(number);
        if (number.find()) {
            return Optional.of(new NumberRange(kind.get(), first, valueOf(number)));
        }
        if (name.contains("+") || name.startsWith("over")) {
            return Optional.of(new NumberRange(kind.get(), first, NumberRange.OPEN));
        }
        boolean below = name.startsWith("less") || name.startsWith("under");
        return Optional.of(new NumberRange(kind.get(), below ? 0 : first, below ? first - 1 : first));
    }

    private static Optional<NumberRange.Kind> kindOf(String path) {
        if (path.contains("children aged")) {
            return Optional.of(NumberRange.Kind.CHILD_AGE);
        }
        if (!path.startsWith("demographic")) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                path.contains("> age")
                        ? NumberRange.Kind.AGE
                        : path.contains("household income")
                                ? NumberRange.Kind.HOUSEHOLD_INCOME
                                : path.contains("> income")
                                        ? NumberRange.Kind.PERSONAL_INCOME
                                        : path.contains("affluence") || path.contains("net worth")
                                                ? NumberRange.Kind.NET_WORTH
                                                : path.contains("home value")
                                                        ? NumberRange.Kind.HOME_VALUE
                                                        : path.contains("housing payment")
                                                                ? NumberRange.Kind.HOUSING_PAYMENT
                                                                : path.contains("number of adults")
                                                                        ? NumberRange.Kind.ADULTS
                                                                        : path.contains("number of children")
                                                                                ? NumberRange.Kind.CHILDREN
                                                                                : path.contains("number of individuals")
                                                                                                || path.contains(
                                                                                                        "household size")
                                                                                        ? NumberRange.Kind
                                                                                                .HOUSEHOLD_SIZE
                                                                                        : path.contains(
                                                                                                        "length of residence")
                                                                                                ? NumberRange.Kind
                                                                                                        .RESIDENCE_YEARS
                                                                                                : path.contains(
                                                                                                                "urbanization")
                                                                                                        ? NumberRange
                                                                                                                .Kind
                                                                                                                .POPULATION
                                                                                                        : null);
    }

    private static long valueOf(Matcher number) {
        double factor = number.group(2) == null ? 1 : number.group(2).equals("k") ? 1_000 : 1_000_000;
        return Math.round(Double.parseDouble(number.group(1)) * factor);
    }
}
