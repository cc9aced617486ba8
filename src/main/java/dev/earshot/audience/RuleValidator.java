package dev.earshot.audience;

import dev.earshot.common.ApiException;
import dev.earshot.common.ApiException.Fault;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks a rule: it is not empty, of bounded size, and names only existing signals. */
public final class RuleValidator {
    private static final int MOST_OFTEN = 1_000_000;
    private static final int MOST_YEARS = 10;

    private final TaxonomyIndex taxonomy;
    private final Predicate<String> mayBeRetired;
    private final List<Fault> faults = new ArrayList<>();

    private RuleValidator(TaxonomyIndex taxonomy, Predicate<String> mayBeRetired) {
        this.taxonomy = taxonomy;
        this.mayBeRetired = mayBeRetired;
    }

    /**
     * The same rule, if there is nothing wrong with it.
     *
     * @param field where it stands in what the caller sent, such as {@code rule}
     * @throws ApiException INVALID_RULE, with each fault as {@code rule.all[0].any[1]}
     */
    public static Rule valid(String field, Rule rule, TaxonomyIndex taxonomy) {
        return valid(field, rule, taxonomy, id -> false);
    }

    /** The same for a saved rule: signals retired since may stay. */
    public static Rule validOrKept(String field, Rule rule, TaxonomyIndex taxonomy) {
        return valid(field, rule, taxonomy, id -> true);
    }

    /** @param mayBeRetired the signals that the rule may name although they are retired */
    static Rule valid(String field, Rule rule, TaxonomyIndex taxonomy, Predicate<String> mayBeRetired) {
        RuleValidator check = new RuleValidator(taxonomy, mayBeRetired);
        check.rule(field, rule);
        if (!check.faults.isEmpty()) {
            String detail = check.faults.stream()
                    .map(fault -> fault.field() + " " + fault.message())
                    .collect(Collectors.joining("; "));
            throw ApiException.invalid("INVALID_RULE", detail, check.faults);
        }
        return rule;
    }

    private void rule(String field, Rule rule) {
        if (rule == null || rule.isEmpty()) {
            faults.add(new Fault(field, "must ask for a signal or exclude one"));
        } else if (rule.all().size() > Rule.MOST_GROUPS) {
            faults.add(new Fault(field + ".all", "must have at most " + Rule.MOST_GROUPS + " groups"));
        } else if (rule.criteria().count() > Rule.MOST_CRITERIA) {
            faults.add(new Fault(field, "must name at most " + Rule.MOST_CRITERIA + " signals"));
        } else {
            for (int at = 0; at < rule.all().size(); at++) {
                group(field + ".all[" + at + "].any", rule.all().get(at));
            }
            criteria(field + ".none", rule.none());
        }
    }

    private void group(String field, Rule.Group group) {
        if (group.any().isEmpty()) {
            faults.add(new Fault(field, "must not be empty"));
        }
        criteria(field, group.any());
    }

    private void criteria(String field, List<Criterion> criteria) {
        for (int at = 0; at < criteria.size(); at++) {
            criterion(field + "[" + at + "]", criteria.get(at));
        }
    }

    private void criterion(String field, Criterion criterion) {
        if (criterion.signal() == null) {
            faults.add(new Fault(field + ".signal", "is missing"));
        } else if (!isKnown(criterion.signal())) {
            faults.add(new Fault(field, "names no signal of the taxonomy: " + shortened(criterion.signal())));
        }
        if (criterion.atLeast() < 1 || criterion.atLeast() > MOST_OFTEN) {
            faults.add(new Fault(field + ".atLeast", "must be between 1 and " + MOST_OFTEN));
        }
        if (!criterion.within().isZero() && !isSensible(criterion.within())) {
            faults.add(new Fault(field + ".within", "must be between a day and " + MOST_YEARS + " years"));
        }
    }

    private boolean isKnown(String id) {
        return taxonomy.find(id).isPresent()
                || (mayBeRetired.test(id) && taxonomy.retired(id).isPresent());
    }

    private static boolean isSensible(Period within) {
        if (within.isNegative() || within.toTotalMonths() > MOST_YEARS * 12 || within.getDays() > MOST_YEARS * 366) {
            return false;
        }
        LocalDate any = LocalDate.EPOCH;
        return !any.plus(within).isAfter(any.plusYears(MOST_YEARS));
    }

    private static String shortened(String id) {
        return id.length() > 64 ? id.substring(0, 64) + "…" : id;
    }
}
