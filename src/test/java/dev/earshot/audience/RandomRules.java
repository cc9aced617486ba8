package dev.earshot.audience;

import dev.earshot.audience.DuckDbOracle.CustomerAction;
import dev.earshot.audience.DuckDbOracle.SignalShown;
import dev.earshot.audience.SequenceCriterion.Happening;
import dev.earshot.audience.SequenceCriterion.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Rules, and what customers did and showed, made up with the same seed in every run. */
final class RandomRules {
    static final int CUSTOMERS = 300;
    /** In the middle of a day and of a month, so that windows begin within both. */
    static final Instant NOW = Instant.parse("2026-11-17T13:20:00Z");

    private static final List<String> NAMES = List.of("ai_item_saved", "ai_result_viewed", "ai_conversion_completed");
    private static final List<String> CATEGORIES =
            List.of("outdoors > tents", "outdoors > stoves", "outdoors", "garden > tents", "travel");
    private static final List<TemporalAmount> WINDOWS = List.of(
            Criterion.EVER,
            Period.ofDays(1),
            Period.ofDays(7),
            Period.ofDays(30),
            Period.ofMonths(2),
            Duration.ofHours(5),
            Duration.ofHours(60));
    static final Map<String, List<String>> FAMILIES =
            Map.of("outdoors", List.of("outdoors", "camping"), "camping", List.of("camping"), "pets", List.of("pets"));
    private static final Random RANDOM = new Random(24);

    private RandomRules() {}

    static Rule rule() {
        return new Rule(
                IntStream.range(0, RANDOM.nextInt(4))
                        .mapToObj(n -> new Rule.Group(criteria(1 + RANDOM.nextInt(2))))
                        .toList(),
                criteria(RANDOM.nextInt(3)));
    }

    private static List<Criterion> criteria(int count) {
        return IntStream.range(0, count).mapToObj(n -> criterion()).toList();
    }

    private static Criterion criterion() {
        int kind = RANDOM.nextInt(10);
        if (kind < 2) {
            Period within = RANDOM.nextBoolean() ? Criterion.EVER : Period.ofDays(20);
            return new SignalCriterion(
                    any(List.copyOf(new TreeSet<>(FAMILIES.keySet()))), within, any(List.of(1, 1, 3)));
        }
        return kind < 9
                ? new EventCriterion(any(NAMES), any(WINDOWS), any(List.of(1, 1, 1, 2, 4)), where())
                : sequence();
    }

    static SequenceCriterion sequence() {
        List<Step> steps = new ArrayList<>(List.of(new Step(any(NAMES), null, any(WINDOWS), where())));
        for (int n = 1 + RANDOM.nextInt(3); n > 0; n--) {
            TemporalAmount within = any(WINDOWS);
            steps.add(
                    RANDOM.nextInt(3) == 0
                            ? new Step(null, new Happening(any(NAMES), where()), within, Map.of())
                            : new Step(any(NAMES), null, within, where()));
        }
        return new SequenceCriterion(steps);
    }

    private static Map<String, ParameterCondition> where() {
        return switch (RANDOM.nextInt(12)) {
            case 0 -> Map.of("category", is(any(List.of("outdoors", "tents", "travel"))));
            case 1 -> Map.of("price", any(List.of(between(50, null), is(new BigDecimal(8), new BigDecimal("20.125")))));
            case 2 -> Map.of("price", between(20, 120), "currency", is("EUR", "usd"));
            case 3 -> Map.of("text", is("Blue"));
            case 4 -> Map.of("number", is(new BigDecimal(3), new BigDecimal(5)));
            case 5 -> Map.of("flag", is(true));
            case 6 -> Map.of("platform", is("ChatGPT"));
            default -> Map.of();
        };
    }

    private static ParameterCondition is(Object... values) {
        return new ParameterCondition(List.of(values), null, null);
    }

    private static ParameterCondition between(Integer min, Integer max) {
        return new ParameterCondition(
                List.of(), min == null ? null : BigDecimal.valueOf(min), max == null ? null : BigDecimal.valueOf(max));
    }

    private static <T> T any(List<T> some) {
        return some.get(RANDOM.nextInt(some.size()));
    }

    /** Some know no price, or one in eighths; some happen at the very beginning of a day, some at the same moment. */
    static CustomerAction action() {
        long secondsAgo =
                (long) (Math.pow(RANDOM.nextDouble(), 2) * Duration.ofDays(75).toSeconds());
        Instant second = NOW.minusSeconds(RANDOM.nextInt(20) == 0 ? secondsAgo / 86_400 * 86_400 + 48_000 : secondsAgo);
        Instant at = RANDOM.nextBoolean() ? second : second.plus(RANDOM.nextInt(1_000_000), ChronoUnit.MICROS);
        boolean item = RANDOM.nextInt(5) > 0;
        return new CustomerAction(
                "user_" + (int) (Math.pow(RANDOM.nextDouble(), 2) * CUSTOMERS),
                any(NAMES),
                at,
                any(List.of("chatgpt", "claude")),
                item ? any(CATEGORIES) : null,
                item ? RANDOM.nextInt(1_600) / 8.0 : null,
                item ? any(List.of("EUR", "USD", "TRY")) : null,
                RANDOM.nextBoolean() ? any(List.of("blue", "BLUE", "green")) : null,
                RANDOM.nextBoolean() ? RANDOM.nextInt(8) : null,
                RANDOM.nextBoolean() ? RANDOM.nextBoolean() : null);
    }

    static List<SignalShown> shown() {
        Map<List<String>, SignalShown> each = new LinkedHashMap<>();
        for (int n = 0; n < CUSTOMERS; n++) {
            String customer = "user_" + RANDOM.nextInt(CUSTOMERS + 50);
            String signal = any(List.copyOf(new TreeSet<>(FAMILIES.keySet())));
            each.putIfAbsent(
                    List.of(customer, signal),
                    new SignalShown(
                            customer,
                            signal,
                            1 + RANDOM.nextInt(3),
                            NOW.minus(Duration.ofHours(RANDOM.nextInt(1000)))));
        }
        return List.copyOf(each.values());
    }
}
