package dev.earshot.audience;

import dev.earshot.audience.sizing.Estimate.PerSignal;
import dev.earshot.audience.sizing.Overlap;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shown signals and members of a rule, worked out one customer after the other, slowly and plainly. */
final class CountedByHand {
    private final Map<String, List<String>> paths;
    private final Map<String, Map<String, Shown>> bySignalOfCustomer = new TreeMap<>();

    /** A customer's signal: how many times it was shown, and how many days ago for the last time. */
    record Shown(int customer, String signal, int count, int daysAgo) {}

    /** @param paths where each signal stands in the taxonomy */
    CountedByHand(Map<String, List<String>> paths) {
        this.paths = paths;
    }

    /** Takes down what a customer showed, unless they had shown the signal before; says whether it did. */
    boolean show(String customer, Shown shown) {
        return bySignalOfCustomer
                        .computeIfAbsent(customer, c -> new TreeMap<>())
                        .putIfAbsent(shown.signal(), shown)
                == null;
    }

    void forget(String customer) {
        bySignalOfCustomer.remove(customer);
    }

    Set<String> customers() {
        return bySignalOfCustomer.keySet();
    }

    Set<String> members(Rule rule) {
        return bySignalOfCustomer.entrySet().stream()
                .filter(entry -> isMember(rule, entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    PerSignal perSignal(Rule rule, String signal) {
        Rule alone = new Rule(
                List.of(new Rule.Group(rule.criteria()
                        .filter(criterion -> criterion.signal().equals(signal))
                        .toList())),
                List.of());
        return new PerSignal(
                signal, members(alone).size(), members(rule.without(signal)).size());
    }

    Overlap overlap(Rule one, Rule other) {
        Set<String> both = new TreeSet<>(members(one));
        both.retainAll(members(other));
        return new Overlap(members(one).size(), members(other).size(), both.size());
    }

    private boolean isMember(Rule rule, Map<String, Shown> shown) {
        return !rule.isEmpty()
                && rule.all().stream().allMatch(group -> group.any().stream().anyMatch(one -> fulfils(one, shown)))
                && rule.none().stream().noneMatch(one -> fulfils(one, shown));
    }

    private boolean fulfils(Criterion criterion, Map<String, Shown> shown) {
        List<String> tier = paths.get(criterion.signal());
        int days =
                criterion.within().equals(Criterion.EVER) ? Integer.MAX_VALUE : ((Period) criterion.within()).getDays();
        List<Shown> counted = shown.values().stream()
                .filter(one -> isIn(tier, paths.get(one.signal())))
                .filter(one -> one.daysAgo() <= days)
                .toList();
        return !counted.isEmpty() && counted.stream().mapToInt(Shown::count).sum() >= criterion.atLeast();
    }

    private static boolean isIn(List<String> tier, List<String> path) {
        return path.size() >= tier.size() && path.subList(0, tier.size()).equals(tier);
    }
}
