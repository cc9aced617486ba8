package dev.earshot.audience;

import dev.earshot.common.ApiException;
import dev.earshot.common.ApiException.Fault;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks a rule: it is not empty, of bounded size, and names only existing signals and events. */
@Singleton
public final class RuleValidator {
    private static final int MOST_OFTEN = 1_000_000;
    private static final int MOST_YEARS = 10;
    private static final OffsetDateTime ANY_MOMENT = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final EventConditionValidator events;

    @Inject
    RuleValidator(EventTaxonomy events) {
        this(events.all());
    }

    RuleValidator(List<EventDefinition> events) {
        this.events = new EventConditionValidator(events);
    }

    /**
     * The same rule, if there is nothing wrong with it.
     *
     * @param field where it stands in what the caller sent, such as {@code rule}
     * @throws ApiException INVALID_RULE, with each fault as {@code rule.all[0].any[1]}
     */
    public Rule valid(String field, Rule rule, TaxonomyIndex taxonomy) {
        return valid(field, rule, taxonomy, id -> false);
    }

    /** The same for a rule that may have been saved: signals retired since may stay. */
    public Rule validOrKept(String field, Rule rule, TaxonomyIndex taxonomy) {
        return valid(field, rule, new Check(taxonomy, id -> true, event -> false));
    }

    /** @param mayBeGone the signals and events that the rule may name although they are retired or not defined now */
    Rule valid(String field, Rule rule, TaxonomyIndex taxonomy, Predicate<String> mayBeGone) {
        return valid(field, rule, new Check(taxonomy, mayBeGone, mayBeGone));
    }

    private static Rule valid(String field, Rule rule, Check check) {
        check.rule(field, rule);
        if (!check.faults.isEmpty()) {
            String detail = check.faults.stream()
                    .map(fault -> fault.field() + " " + fault.message())
                    .collect(Collectors.joining("; "));
            throw ApiException.invalid("INVALID_RULE", detail, check.faults);
        }
        return rule;
    }

    /** One rule, with the faults found in it. */
    private final class Check {
        private final TaxonomyIndex taxonomy;
        private final Predicate<String> mayBeRetired;
        private final Predicate<String> mayBeUndefined;
        private final List<Fault> faults = new ArrayList<>();

        private Check(TaxonomyIndex taxonomy, Predicate<String> mayBeRetired, Predicate<String> mayBeUndefined) {
            this.taxonomy = taxonomy;
            this.mayBeRetired = mayBeRetired;
            this.mayBeUndefined = mayBeUndefined;
        }

        private void rule(String field, Rule rule) {
            if (rule == null || rule.isEmpty()) {
                faults.add(new Fault(field, "must ask for a signal or an event, or exclude one"));
            } else if (rule.all().size() > Rule.MOST_GROUPS) {
                faults.add(new Fault(field + ".all", "must have at most " + Rule.MOST_GROUPS + " groups"));
            } else if (rule.criteria().count() > Rule.MOST_CRITERIA) {
                faults.add(new Fault(field, "must have at most " + Rule.MOST_CRITERIA + " criteria"));
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
            if (criterion instanceof SignalCriterion signal) {
                signal(field, signal);
            } else if (criterion instanceof EventCriterion event) {
                faults.addAll(events.faults(field, event.event(), event.where(), mayBeUndefined));
            } else if (criterion instanceof SequenceCriterion sequence) {
                sequence(field + ".sequence", sequence.steps());
            } else {
                faults.add(new Fault(field, "is missing"));
                return;
            }
            times(field, criterion);
        }

        private void signal(String field, SignalCriterion criterion) {
            if (criterion.signal() == null) {
                faults.add(new Fault(field + ".signal", "is missing"));
            } else if (!isKnown(criterion.signal())) {
                faults.add(new Fault(field, "names no signal of the taxonomy: " + shortened(criterion.signal())));
            }
        }

        private void sequence(String field, List<SequenceCriterion.Step> steps) {
            if (steps.size() < 2 || steps.size() > SequenceCriterion.MOST_STEPS) {
                faults.add(new Fault(field, "must have between 2 and " + SequenceCriterion.MOST_STEPS + " steps"));
                return;
            }
            for (int at = 0; at < steps.size(); at++) {
                step(field + "[" + at + "]", steps.get(at), at == 0);
            }
        }

        private void step(String field, SequenceCriterion.Step step, boolean first) {
            if (step.not() != null && step.event() != null) {
                faults.add(new Fault(field, "must have either `event` or `not`"));
            } else if (first && !step.happened()) {
                faults.add(new Fault(field, "must be an event that happened"));
            } else if (step.not() != null && !step.where().isEmpty()) {
                faults.add(new Fault(field + ".where", "belongs into `not`, beside its event"));
            } else {
                String place = step.happened() ? field : field + ".not";
                faults.addAll(
                        events.faults(place, step.what().event(), step.what().where(), mayBeUndefined));
            }
            within(field, step.within());
        }

        private void times(String field, Criterion criterion) {
            if (criterion.atLeast() < 1 || criterion.atLeast() > MOST_OFTEN) {
                faults.add(new Fault(field + ".atLeast", "must be between 1 and " + MOST_OFTEN));
            }
            within(field, criterion.within());
        }

        private void within(String field, TemporalAmount within) {
            if (!within.equals(Criterion.EVER) && !isSensible(within)) {
                String least = within instanceof Period ? "a day" : "a minute";
                faults.add(new Fault(field + ".within", "must be between " + least + " and " + MOST_YEARS + " years"));
            }
        }

        private boolean isKnown(String id) {
            return taxonomy.find(id).isPresent()
                    || (mayBeRetired.test(id) && taxonomy.retired(id).isPresent());
        }
    }

    private static boolean isSensible(TemporalAmount within) {
        try {
            OffsetDateTime end = ANY_MOMENT.plus(within);
            Duration least = within instanceof Period ? Duration.ofDays(1) : Duration.ofMinutes(1);
            return !(within instanceof Period days && days.isNegative())
                    && !end.isBefore(ANY_MOMENT.plus(least))
                    && !end.isAfter(ANY_MOMENT.plusYears(MOST_YEARS));
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    static String shortened(String id) {
        return id.length() > 64 ? id.substring(0, 64) + "…" : id;
    }
}
