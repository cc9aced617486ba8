package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.WindowReader;
import dev.earshot.chat.agent.draft.BehaviourWordings.Said;
import dev.earshot.matching.words.Folding;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what customers did in the AI app, whatever the item: "people who saved an item but didn't buy in the last
 * week", "son 7 günde ürün kaydedip satın almayanlar". What it was done with, "bought tents", is left to the signals.
 */
final class BehaviourReader {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?: |$)|;");
    private static final Pattern OR = Pattern.compile("\\b(?:or|nor|veya|ya da|yahut)\\b", FLAGS);
    private static final Pattern THEN = Pattern.compile("\\b(?:then|later|afterwards|them|it|sonra)\\b", FLAGS);
    private static final Pattern NEVER = Pattern.compile("\\b(?:never|ever|hic)\\b", FLAGS);

    /** The time and the frequency of what stands before. */
    private static final Pattern TIME_BEHIND = Pattern.compile(
            "^(?:,? ?\\b(?:(?:at least|more than|over) )?(?:once|twice|thrice|\\w+ times)\\b"
                    + "|,? ?\\b(?:(?:in|within|over|during) )?(?:the )?(?:last|past) (?:[\\w-]+ ){0,3}?"
                    + "(?:day|week|month|quarter|year)s?\\b|,? ?\\b(?:recently|lately)\\b)+",
            FLAGS);

    private static final Pattern TIME_AHEAD = Pattern.compile(
            "(?:\\bson (?:\\w+ )?(?:gun|hafta|ay|yil|sene)\\w*(?: icinde)? |\\ben az \\w+ (?:kez|kere|defa|kere) )+$",
            FLAGS);

    private BehaviourReader() {}

    /**
     * Deeds that are said together, of the same customers.
     *
     * @param outright whether the words say that any item is meant: in "coffee lovers who bought in May" they may mean
     *     the coffee
     */
    record Chain(BehaviourScope.Kind scope, List<Deed> deeds, boolean outright, String words) {
        boolean excluded() {
            return scope == BehaviourScope.Kind.EXCLUDED;
        }

        boolean saysWhatWasDone() {
            return deeds.stream().anyMatch(Deed::done);
        }
    }

    /**
     * What was read.
     *
     * @param rest the words that say something else
     */
    record Behaviour(List<Chain> chains, String rest) {
        /** Nothing of these words. */
        static Behaviour none(String words) {
            return new Behaviour(List.of(), words);
        }

        boolean isEmpty() {
            return chains.isEmpty();
        }

        /** The draft without what it asks of the same events. */
        Rule takenFrom(Rule draft) {
            Rule rest = draft;
            for (Criterion known : draft.criteria().toList()) {
                if (known instanceof EventCriterion event && names(event.event())) {
                    rest = rest.without(known);
                }
            }
            return rest;
        }

        private boolean names(String event) {
            return chains.stream()
                    .flatMap(chain -> chain.deeds().stream())
                    .anyMatch(deed -> deed.event().equals(event));
        }

        boolean saysWhatWasDone() {
            return chains.stream().anyMatch(Chain::saysWhatWasDone);
        }
    }

    static Behaviour read(String words) {
        String text = words.replace('\n', ' ');
        String folded = Folding.inPlace(text);
        List<Said> said = BehaviourWordings.in(folded);
        if (said.isEmpty()) {
            return Behaviour.none(words);
        }
        Set<Period> times = new LinkedHashSet<>();
        int from = 0;
        for (Said deed : said) {
            WindowReader.within(text.substring(from, deed.start())).ifPresent(times::add);
            from = deed.end();
        }
        WindowReader.within(text.substring(from)).ifPresent(times::add);
        List<Chain> chains = new ArrayList<>();
        StringBuilder rest = new StringBuilder(text);
        for (int at = 0; at < said.size(); ) {
            int last = lastOfChain(said, at, folded);
            chains.add(chain(said, at, last, text, folded, times, rest));
            at = last + 1;
        }
        return new Behaviour(chains, rest.toString().replaceAll(" {2,}", " ").strip());
    }

    /** A chain ends with its sentence, or where the next deeds are excluded apart from it. */
    private static int lastOfChain(List<Said> said, int first, String folded) {
        int last = first;
        while (last + 1 < said.size()) {
            int end = said.get(last).end();
            int start = said.get(last + 1).start();
            if (SENTENCE_END.matcher(folded.substring(end, start)).find()
                    || BehaviourScope.isBetween(folded, end, start)) {
                break;
            }
            last++;
        }
        return last;
    }

    /** Blanks the words of these deeds, of their times, and of their exclusion. */
    private static Chain chain(
            List<Said> said, int first, int last, String text, String folded, Set<Period> times, StringBuilder rest) {
        List<Deed> deeds = new ArrayList<>();
        boolean outright = false;
        int stop = 0;
        for (int at = first; at <= last; at++) {
            Said one = said.get(at);
            int from = at == 0 ? 0 : said.get(at - 1).end();
            int to = at + 1 == said.size() ? text.length() : said.get(at + 1).start();
            Matcher end = SENTENCE_END.matcher(folded).region(one.end(), to);
            String behind = text.substring(one.end(), end.find() ? end.start() : to);
            String ahead = text.substring(from, one.start());
            boolean turnedRound = one.turkish() ? at + 1 == said.size() : at == 0;
            String own = one.turkish() ? ahead : behind;
            String other = turnedRound ? one.turkish() ? behind : ahead : "";
            String itself = text.substring(one.start(), one.end());
            Optional<Period> within = WindowReader.within(own).or(() -> WindowReader.within(other));
            boolean never =
                    !one.done() && NEVER.matcher(Folding.inPlace(itself)).find();
            if (within.isEmpty() && times.size() == 1 && !never) {
                within = times.stream().findFirst();
            }
            String joint = at == first ? "" : ahead + " " + itself;
            deeds.add(new Deed(
                    one.event(),
                    one.done() && !isNeither(one, deeds, joint),
                    within.orElse(Criterion.EVER),
                    WindowReader.atLeast(own).orElse(WindowReader.atLeast(other).orElse(1)),
                    OR.matcher(joint).find(),
                    THEN.matcher(joint).find()));
            outright |= one.outright();
            blank(rest, one.start(), one.end());
            stop = blank(rest, TIME_BEHIND, folded, one.end(), to);
            blank(rest, TIME_AHEAD, folded, from, one.start());
        }
        BehaviourScope scope = BehaviourScope.of(
                folded, said.get(first).start(), stop, said.get(last).turkish());
        blank(rest, scope.from(), scope.to());
        return new Chain(
                scope.kind(),
                deeds,
                outright,
                text.substring(said.get(first).start(), said.get(last).end()).strip());
    }

    /** "Haven't saved or bought anything": neither of them. */
    private static boolean isNeither(Said one, List<Deed> before, String joint) {
        return !one.turkish()
                && !before.isEmpty()
                && !before.get(before.size() - 1).done()
                && OR.matcher(joint).find();
    }

    /** Returns where these words end, or else {@code from}. */
    private static int blank(StringBuilder rest, Pattern words, String folded, int from, int to) {
        Matcher found = words.matcher(folded.substring(from, to));
        if (!found.find()) {
            return from;
        }
        blank(rest, from + found.start(), from + found.end());
        return from + found.end();
    }

    private static void blank(StringBuilder rest, int from, int to) {
        rest.replace(from, to, " ".repeat(to - from));
    }
}
