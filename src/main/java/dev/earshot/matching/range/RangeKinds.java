package dev.earshot.matching.range;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.List;
import java.util.Set;

/** What a number counts, told by the words around it: years of age, dollars of income, children. */
public final class RangeKinds {
    private static final int LEFT = 6;
    private static final int RIGHT = 5;
    private static final int OLDEST = 110;

    /** "Who rent for less than" are renters. */
    private static final Set<String> VERBS = Set.of("rent", "pay", "paying");

    private final Brief brief;

    public RangeKinds(Brief brief) {
        this.brief = brief;
    }

    public List<NumberRange.Kind> of(NumberReader.Amount amount) {
        int end = amount.end();
        boolean wordAlone = amount.plain() && !brief.tokens.get(amount.start()).isNumber();
        if (end < brief.size() && brief.cues.lengthAt("not a range", brief.lights, end) > 0) {
            return List.of();
        }
        long largest = amount.high() == NumberRange.OPEN ? amount.low() : amount.high();
        boolean few = largest < 20;
        boolean childrenNext = says("CHILDREN", amount.start(), Math.min(brief.size(), end + 1));
        if (childrenNext && few) {
            return List.of(NumberRange.Kind.CHILDREN);
        }
        if (says("ADULTS", end, end + 1) && few) {
            return List.of(NumberRange.Kind.ADULTS);
        }
        if (near("HOUSEHOLD_SIZE", amount) && few) {
            return List.of(NumberRange.Kind.HOUSEHOLD_SIZE);
        }
        if (wordAlone) {
            return List.of();
        }
        boolean childrenBefore = says("CHILDREN", amount.start() - 2, amount.start());
        if (childrenBefore && few) {
            return List.of(NumberRange.Kind.CHILD_AGE);
        }
        return ofFigures(amount);
    }

    /** The words around that say what the number counts, which therefore mean nothing else: "aylık kirası 800 dolar". */
    public long words(NumberReader.Amount amount, NumberRange.Kind kind) {
        long words = 0;
        int end = amount.end();
        if (end < brief.size() && brief.cues.has("unit", brief.lights.get(end))) {
            words |= 1L << end;
        }
        boolean money = kind == NumberRange.Kind.HOUSING_PAYMENT || kind == NumberRange.Kind.HOME_VALUE;
        for (int at = Math.max(0, amount.start() - LEFT); money && at < Math.min(brief.size(), end + RIGHT); at++) {
            int length = brief.cues.lengthAt(kind.name(), brief.lights, at);
            boolean single = brief.language == Language.EN && (length == 1 || VERBS.contains(brief.lights.get(at)));
            words |= length > 0 && !single ? (1L << at + length) - (1L << at) : 0;
        }
        return words;
    }

    private List<NumberRange.Kind> ofFigures(NumberReader.Amount amount) {
        long largest = amount.high() == NumberRange.OPEN ? amount.low() : amount.high();
        if (largest >= 100) {
            return ofMoney(amount);
        }
        if (says("RESIDENCE_YEARS", partStart(amount), partEnd(amount))
                || amount.low() < 20
                        && !says("AGE", partStart(amount), partEnd(amount))
                        && near("RESIDENCE_YEARS", amount)) {
            return List.of(NumberRange.Kind.RESIDENCE_YEARS);
        }
        boolean age = !amount.plain() || near("AGE", amount);
        return age && largest >= 13 && largest <= OLDEST ? List.of(NumberRange.Kind.AGE) : List.of();
    }

    /** "Income of 40 to 75 thousand, rent of 900": what its own part of a list says of an amount comes first. */
    private List<NumberRange.Kind> ofMoney(NumberReader.Amount amount) {
        List<NumberRange.Kind> own = ofMoney(partStart(amount), partEnd(amount));
        return own.isEmpty() ? ofMoney(amount.start() - LEFT, amount.end() + RIGHT) : own;
    }

    private int partStart(NumberReader.Amount amount) {
        int from = amount.start();
        while (from > Math.max(0, amount.start() - LEFT)
                && !brief.tokens.get(from).followsComma()) {
            from--;
        }
        return from;
    }

    private int partEnd(NumberReader.Amount amount) {
        int to = amount.end();
        while (to < Math.min(brief.size(), amount.end() + RIGHT)
                && !brief.tokens.get(to).followsComma()) {
            to++;
        }
        return to;
    }

    private List<NumberRange.Kind> ofMoney(int from, int to) {
        if (says("NET_WORTH", from, to)) {
            return List.of(NumberRange.Kind.NET_WORTH);
        }
        if (says("HOME_VALUE", from, to)) {
            return List.of(NumberRange.Kind.HOME_VALUE);
        }
        if (says("HOUSING_PAYMENT", from, to)) {
            return List.of(NumberRange.Kind.HOUSING_PAYMENT);
        }
        if (says("POPULATION", from, to)) {
            return List.of(NumberRange.Kind.POPULATION);
        }
        if (says("HOUSEHOLD", from, to)) {
            return List.of(NumberRange.Kind.HOUSEHOLD_INCOME);
        }
        boolean personal = says("personal", from, to);
        if (!says("INCOME", from, to)) {
            return List.of();
        }
        return personal
                ? List.of(NumberRange.Kind.PERSONAL_INCOME)
                : List.of(NumberRange.Kind.HOUSEHOLD_INCOME, NumberRange.Kind.PERSONAL_INCOME);
    }

    private boolean near(String group, NumberReader.Amount amount) {
        return says(group, amount.start() - LEFT, amount.end() + RIGHT);
    }

    private boolean says(String group, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(brief.size(), to); i++) {
            if (brief.cues.lengthAt(group, brief.lights, i) > 0
                    || brief.lights.get(i).equals(group)) {
                return true;
            }
        }
        return false;
    }
}
