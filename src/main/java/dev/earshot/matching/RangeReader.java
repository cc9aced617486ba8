package dev.earshot.matching;

import dev.earshot.matching.range.NumberRange;
import dev.earshot.matching.range.NumberReader;
import dev.earshot.matching.range.RangeKinds;
import dev.earshot.matching.words.Brief;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the quantities of a brief ("between 25 and 34", "60 yaş üstü") and the signals whose ranges they meet. */
final class RangeReader {
    private static final double ENOUGH = 0.55;

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

    /** "Seniors 65+" are those from 65 on: figures say more than a word for the same quantity. */
    List<PhraseHit> withoutRepeats(List<PhraseHit> words, List<PhraseHit> figures) {
        boolean either = IntStream.range(0, brief.size())
                .anyMatch(at -> brief.cues.lengthAt("alternative", brief.lights, at) > 0);
        return words.stream()
                .filter(word -> figures.stream().noneMatch(figure -> isTierOf(word, figure)))
                .filter(word -> either || figures.stream().noneMatch(figure -> isSaidBy(word, figure)))
                .collect(Collectors.toList());
    }

    /** "Monthly rent under $800" means the range, not rents as such. */
    private boolean isTierOf(PhraseHit word, PhraseHit figure) {
        return !word.targets().isEmpty()
                && word.targets().keySet().stream()
                        .allMatch(above ->
                                figure.targets().keySet().stream().allMatch(below -> catalog.isAncestor(above, below)));
    }

    private boolean isSaidBy(PhraseHit word, PhraseHit figure) {
        if (word.targets().isEmpty() || brief.negated[word.first()] != brief.negated[figure.first()]) {
            return false;
        }
        return isRange(word, catalog) && !Collections.disjoint(kinds(word), kinds(figure))
                || explains(figure, word) && areOfOneField(word, figure);
    }

    private Set<NumberRange.Kind> kinds(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .map(at -> catalog.ranges().get(at).kind())
                .collect(Collectors.toSet());
    }

    private boolean areOfOneField(PhraseHit word, PhraseHit figure) {
        return word.targets().keySet().stream()
                .allMatch(at -> figure.targets().keySet().stream().anyMatch(in -> catalog.areOfOneField(at, in)));
    }

    /** "Affluent (HHI 150k+)": the parentheses say what is meant by the word. */
    private boolean explains(PhraseHit figure, PhraseHit word) {
        int next = word.last() + 1;
        return figure.first() >= next
                && figure.first() <= next + 2
                && brief.tokens.get(next).opensParenthesis();
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
        taken |= mask
                | new RangeKinds(brief)
                        .words(
                                amount,
                                catalog.ranges()
                                        .get(targets.keySet().iterator().next())
                                        .kind());
        return Optional.of(new PhraseHit(mask, targets, false, 1));
    }

    private static boolean isMoney(NumberRange.Kind kind) {
        return switch (kind) {
            case HOUSEHOLD_INCOME, PERSONAL_INCOME, NET_WORTH, HOME_VALUE, HOUSING_PAYMENT -> true;
            default -> false;
        };
    }
}
