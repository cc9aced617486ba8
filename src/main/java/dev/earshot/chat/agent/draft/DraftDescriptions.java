package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory.Choice;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.draft.BehaviourReader.Behaviour;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies descriptions of customers to a draft, and remembers how one prompt's words were understood. */
final class DraftDescriptions {
    /** What customers must be besides. */
    private static final Pattern CLAUSE_BEFORE =
            Pattern.compile("^.*(?:[,;.:!?]| (?:ve|veya|ya da|ile|ama) )", Pattern.DOTALL);

    private static final Pattern REQUIRED =
            Pattern.compile("(?iuU)\\b(?:they|it|people|customers|everyone|all)(?: all| also)?"
                    + " (?:must|should|gotta|(?:have|has|need|needs|ought) to)\\b|\\b(?:olmalı(?:lar)?|olmak"
                    + " zorunda\\p{L}*|olması şart|şart)\\b");

    private final TaxonomyIndex taxonomy;
    private final List<MatchResult> matches = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();
    private boolean full;
    /** The first word with several meanings. */
    private MatchResult.Doubt doubt;

    private boolean doubtExcluded;

    DraftDescriptions(TaxonomyIndex taxonomy) {
        this.taxonomy = taxonomy;
    }

    /** Whether a description asked for more than a rule can hold. */
    boolean isFull() {
        return full;
    }

    /** Whether nothing that customers did was left out. */
    boolean isSure() {
        return unsure.isEmpty();
    }

    /** What customers did and was left out, because a rule cannot say it or its scope is unclear. */
    Stream<String> notes(ReplyTexts texts) {
        return unsure.stream().map(words -> texts.text("behaviour.unsure", words));
    }

    /** The first match that found something, else the last one; empty if nothing was described. */
    Optional<MatchResult> match() {
        return matches.stream().reduce((first, second) -> first.isEmpty() ? second : first);
    }

    /** The question about the first word with several meanings. */
    Optional<Choice> choice(Rule draft, Language language) {
        return Optional.ofNullable(doubt)
                .map(word -> new WordMeanings(taxonomy, language).choice(word, draft, doubtExcluded));
    }

    /** Notes what words were understood as that were applied elsewhere. */
    void add(MatchResult match) {
        matches.add(match);
    }

    /** The draft with what these words describe. */
    Rule applied(Rule draft, String words, DraftCommand asked) {
        boolean required = asked == DraftCommand.ADD && REQUIRED.matcher(words).find();
        DraftCommand how = required ? DraftCommand.REQUIRE : asked;
        Behaviour behaviour = behaviour(words, how);
        NonBuyers unbought = NonBuyers.in(behaviour.rest());
        MatchResult match = SignalMatcher.of(taxonomy).match(unbought.rest());
        if (behaviour.isEmpty() || !match.isEmpty()) {
            matches.add(match);
        }
        if (doubt == null) {
            doubt = match.doubts().stream()
                    .filter(word -> !word.meanings().isEmpty())
                    .findFirst()
                    .orElse(null);
            doubtExcluded = how == DraftCommand.EXCLUDE;
        }
        DraftEditor editor = new DraftEditor(taxonomy, draft, how);
        Rule edited = editor.apply(match, unbought.excluded(taxonomy, match));
        DraftBehaviour done = new DraftBehaviour(edited, behaviour);
        unsure.addAll(done.unsure());
        Rule applied = done.draft();
        full |= editor.isFull() || !applied.fits();
        return applied.fits() ? applied : edited;
    }

    /** The draft with these times, which may say what customers did in them: "son 30 günde satın almayanlar". */
    Rule timed(Rule draft, String words) {
        Rule timed = DraftParts.within(draft, words, taxonomy);
        boolean described = timed.equals(draft) && !BehaviourReader.read(words).isEmpty();
        return described ? applied(draft, words, DraftCommand.ADD) : timed;
    }

    /** The draft with what an order to add names, maybe one of a list. */
    Rule added(Rule draft, String subject, SubjectWords words) {
        return words.picked(subject)
                .map(picked -> applied(draft, picked))
                .orElseGet(() -> applied(draft, words.outright(subject), DraftCommand.ADD));
    }

    /** The draft with what is named as alternatives: "runners or cyclists, either is fine" may name one that is new. */
    Rule anyOf(Rule draft, String subject, SubjectWords words) {
        MatchResult match = words.match(subject, draft);
        boolean complete = match.isEmpty() || new DraftTargets(taxonomy, draft).wantsAll(match);
        Rule completed = complete ? draft : added(draft, subject, words);
        return new DraftJoints(taxonomy, completed).anyOf(match);
    }

    private Rule applied(Rule draft, MatchResult match) {
        matches.add(match);
        DraftEditor editor = new DraftEditor(taxonomy, draft, DraftCommand.ADD);
        Rule applied = editor.apply(match, List.of());
        full |= editor.isFull();
        return applied;
    }

    /** A Turkish verb has its object right before it: those of "elektrikli araç bakanlar dışında" looked at cars. */
    private boolean hasObject(String words, BehaviourReader.Chain chain, Language language) {
        int at = words.replace('\n', ' ').indexOf(chain.words());
        if (language != Language.TR || at < 0) {
            return false;
        }
        String clause = CLAUSE_BEFORE.matcher(words.substring(0, at)).replaceFirst("");
        return !SignalMatcher.of(taxonomy).match(clause).isEmpty();
    }

    /**
     * What customers did, unless the words may mean that they did it with what else they say. What was not done alone
     * is about what else they say, if they do.
     */
    private Behaviour behaviour(String words, DraftCommand how) {
        SignalMatcher matcher = SignalMatcher.of(taxonomy);
        Behaviour said = BehaviourReader.read(words);
        if (said.isEmpty()) {
            return said;
        }
        MatchResult whole = matcher.match(words);
        Behaviour behaviour = how == DraftCommand.EXCLUDE
                ? BehaviourReader.read(whole.language() == Language.TR ? words + " hariç" : "exclude " + words)
                : said;
        MatchResult rest = matcher.match(behaviour.rest());
        boolean outright = behaviour.saysWhatWasDone()
                && behaviour.chains().stream()
                        .allMatch(chain -> chain.outright()
                                || (chain.excluded()
                                        && !hasObject(words, chain, whole.language())
                                        && excluded(rest).containsAll(excluded(whole))));
        return outright || (whole.isEmpty() && rest.isEmpty()) ? behaviour : Behaviour.none(words);
    }

    private static Set<String> excluded(MatchResult match) {
        return match.phrases().stream()
                .filter(Phrase::negated)
                .flatMap(DraftTargets::ids)
                .collect(Collectors.toSet());
    }
}
