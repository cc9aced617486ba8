package dev.earshot.matching.range;

import dev.earshot.taxonomy.Signal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the range out of a signal's name: "25-29", "$250,000+", "Less than $10,000", "3+ Child", "2K-4.9K People". */
public final class RangeNames {
    private static final Pattern NUMBER = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(k|m)?(?![a-z])");

    /** What a path contains → what its signals' ranges measure; the first that fits counts. */
    private static final Map<String, NumberRange.Kind> KINDS = kinds();

    private RangeNames() {}

    private static Map<String, NumberRange.Kind> kinds() {
        Map<String, NumberRange.Kind> kinds = new LinkedHashMap<>();
        kinds.put("> age", NumberRange.Kind.AGE);
        kinds.put("household income", NumberRange.Kind.HOUSEHOLD_INCOME);
        kinds.put("> income", NumberRange.Kind.PERSONAL_INCOME);
        kinds.put("affluence", NumberRange.Kind.NET_WORTH);
        kinds.put("net worth", NumberRange.Kind.NET_WORTH);
        kinds.put("home value", NumberRange.Kind.HOME_VALUE);
        kinds.put("housing payment", NumberRange.Kind.HOUSING_PAYMENT);
        kinds.put("number of adults", NumberRange.Kind.ADULTS);
        kinds.put("number of children", NumberRange.Kind.CHILDREN);
        kinds.put("number of individuals", NumberRange.Kind.HOUSEHOLD_SIZE);
        kinds.put("household size", NumberRange.Kind.HOUSEHOLD_SIZE);
        kinds.put("length of residence", NumberRange.Kind.RESIDENCE_YEARS);
        kinds.put("urbanization", NumberRange.Kind.POPULATION);
        return kinds;
    }

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
        return KINDS.entrySet().stream()
                .filter(kind -> path.contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static long valueOf(Matcher number) {
        double factor = number.group(2) == null ? 1 : number.group(2).equals("k") ? 1_000 : 1_000_000;
        return Math.round(Double.parseDouble(number.group(1)) * factor);
    }
}
