package dev.earshot.settings;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What is wrong with the settings, if that stopped the start: the setting's name and what it must be. Quarkus' own
 * words name classes, not what is allowed, and repeat the value, which may hold a password.
 */
public final class SettingFaults {
    private static final String SETTING = "(?:.*: )?SRCFG000%s: (?:The config property )?(\\S+) ";

    /** Quarkus' messages; the first group of each is the setting. */
    private static final Map<Pattern, Function<MatchResult, String>> MESSAGES = Map.of(
            message("14", "is required but .*"), found -> found.group(1) + " is not set",
            message("40", "is defined as the empty String .*"), found -> found.group(1) + " must not be empty",
            message("41", ".* converted to null .*"), found -> found.group(1) + " must not be empty",
            message("39", "with the config value .* threw an Exception whilst being converted (.*)"),
                    found -> found.group(1) + " " + expected(found.group(2)),
            message("50", "in .* does not map to any root"), found -> found.group(1) + " is no setting",
            Pattern.compile("Failed to load config value of type .* for: (\\S+)"),
                    found -> found.group(1) + " has a value that can't be read");

    private static final Pattern ONE_OF = Pattern.compile(".*SRCFG00049: .* allowed values: (.*)");

    private SettingFaults() {}

    /** A phrase each; empty if something else stopped the start. */
    public static List<String> of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        Optional<List<String>> invalid = causes.stream()
                .filter(ConfigValidationException.class::isInstance)
                .map(ConfigValidationException.class::cast)
                .findFirst()
                .map(SettingFaults::problems);
        return invalid.orElseGet(() -> unreadable(causes)
                .or(() -> unusable(causes))
                .or(() -> taken(failure))
                .map(List::of)
                .orElseGet(SettingFaults::outOfBounds));
    }

    /** Some settings of Quarkus' are used before {@link SettingPairs} can refuse them, such as the times of caches. */
    private static List<String> outOfBounds() {
        return new SettingPairs(ConfigProvider.getConfig()).faults();
    }

    private static List<String> problems(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> line(invalid.getProblem(i).getMessage()))
                .map(message -> inOurWords(message).orElse(message))
                .distinct()
                .toList();
    }

    /** The innermost message says most. */
    private static Optional<String> unreadable(List<Throwable> causes) {
        return causes.stream()
                .flatMap(cause -> inOurWords(line(cause.getMessage())).stream())
                .reduce((outer, inner) -> inner);
    }

    private static Optional<String> unusable(List<Throwable> causes) {
        return causes.stream()
                .filter(ConfigurationException.class::isInstance)
                .map(cause -> line(cause.getMessage()))
                .findFirst();
    }

    private static Optional<String> taken(Throwable failure) {
        return ExceptionUtil.getRootCause(failure) instanceof QuarkusBindException bind
                ? Optional.of("port " + bind.getPort() + " is in use")
                : Optional.empty();
    }

    private static Optional<String> inOurWords(String message) {
        return MESSAGES.entrySet().stream()
                .flatMap(known -> {
                    Matcher matcher = known.getKey().matcher(message);
                    return matcher.matches() ? Stream.of(known.getValue().apply(matcher)) : Stream.empty();
                })
                .findFirst();
    }

    private static String expected(String reason) {
        Matcher oneOf = ONE_OF.matcher(reason);
        if (oneOf.matches()) {
            return "must be one of " + oneOf.group(1).replace(",", ", ");
        }
        if (reason.contains("Expected an integer value") || reason.contains("Expected a long value")) {
            return "must be a whole number within its bounds";
        }
        if (reason.contains("Expected a double value")) {
            return "must be a number within its bounds";
        }
        if (reason.contains("Invalid duration") || reason.contains("For input string")) {
            return "must be a duration such as 150ms, 30s or 24h, within its bounds";
        }
        return "has a value that can't be read";
    }

    private static Pattern message(String code, String rest) {
        return Pattern.compile(SETTING.formatted(code) + rest);
    }

    private static String line(String message) {
        return String.valueOf(message).replaceAll("\\s+", " ").strip();
    }
}
