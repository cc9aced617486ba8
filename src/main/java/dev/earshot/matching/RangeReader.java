package dev.earshot.matching;

import dev.earshot.matching.range.NumberRange;
import dev.earshot.matching.range.NumberReader;
import dev.earshot.matching.range.RangeKinds;
import dev.earshot.matching.words.Brief;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the quantities of a brief ("between 25 and 34", "60 yaş üstü") and the signals whose ranges they meet. */
final class RangeReader {
    private static final double ENOUGH = 0.6;

    private final Brief brief;
    private final SignalIndex catalog;
    private final NumberReader numbers;
    private long taken;

    RangeReader(Brief brief, SignalIndex catalog) {
        this.brief = brief;
        this.catalog = catalog;
        this.numbers = new NumberReader(brief);
    }

    /** The words that were read as part of a quantity. */
    long taken() {
        return taken;
    }

    static boolean isRange(PhraseHit hit, SignalIndex catalog) {
        return hit.targets().keySet().stream().allMatch(catalog.ranges()::containsKey);
    }

    List<PhraseHit> find() {
        List<PhraseHit> hits = new ArrayList<>();
        int at = 0;
        while (at < brief.size()) {
            Optional<NumberReader.Amount> amount = brief.timed[at] ? Optional.empty() : numbers.at(at);
            if (amount.isPresent()) {
                resolve(amount.get()).ifPresent(hits::add);
                at = amount.get().end();
            } else {
                at++;
            }
        }
        return hits;
    }

    private Optional<PhraseHit> resolve(NumberReader.Amount amount) {
        Map<Integer, Float> targets = new LinkedHashMap<>();
        for (NumberRange.Kind kind : new RangeKinds(brief).of(amount)) {
            long high = amount.high() == NumberRange.OPEN || !isMoney(kind)
                    ? amount.high()
                    : Math.max(amount.low(), amount.high() - 1);
            boolean paid = kind == NumberRange.Kind.HOUSING_PAYMENT && amount.low() == 0;
            NumberRange asked = new NumberRange(kind, paid ? 1 : amount.low(), high);
            catalog.ranges().forEach((at, range) -> {
                double covered = asked.covers(range);
                if (covered >= ENOUGH) {
                    targets.put(at, (float) (0.9 + 0.1 * covered));
                }
            });
        }
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        long mask = (1L << amount.end()) - (1L << amount.start());
        taken |= mask;
        return Optional.of(new PhraseHit(mask, targets, false, 1));
    }

    private static boolean isMoney(NumberRange.Kind kind) {
        return switch (kind) {
            case HOUSEHOLD_INCOME, PERSONAL_INCOME, NET_WORTH, HOME_VALUE, HOUSING_PAYMENT -> true;
            default -> false;
        };
    }
}
