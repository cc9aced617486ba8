package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.BehaviourReader;
import dev.earshot.chat.agent.act.BehaviourReader.Behaviour;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.act.DraftPart;
import dev.earshot.chat.agent.act.WindowReader;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Changes a draft act by act, as one prompt asks for, and notes what could not be done. Used once for each prompt. */
final class DraftRevision {
    private final TaxonomyIndex taxonomy;
    private final Language language;
    private final ReplyTexts texts;
    private final SubjectWords words;
    private final DialogueMemory memory;
    private final Rule before;
    private final List<String> notes = new ArrayList<>();
    private final List<MatchResult> matches = new ArrayList<>();
    private Rule draft;
    private boolean full;
    private MatchResult.Doubt doubt;
    private boolean doubtExcluded;
    /** Whether some words named something that was known, though nothing changed. */
    private boolean read;

    DraftRevision(TaxonomyIndex taxonomy, Language language, Rule before, DialogueMemory memory) {
        this.taxonomy = taxonomy;
        this.language = language;
        this.memory = memory;
        this.before = before;
        texts = ReplyTexts.in(language);
        words = new SubjectWords(taxonomy, language);
        draft = before;
    }

    Rule draft() {
        return draft;
    }

    /** What the planner should know besides the draft itself, a sentence each. */
    List<String> notes() {
        return notes;
    }

    /** Whether the prompt asked for more than a rule can hold. */
    boolean isFull() {
        return full;
    }

    /** What the prompt's descriptions were understood as; empty if it has none. */
    Optional<MatchResult> match() {
        return matches.stream().reduce((first, second) -> first.isEmpty() ? second : first);
    }

    /** The question what a word means that may mean several things, if there is one. */
    Optional<DialogueMemory.Choice> choice() {
        return Optional.ofNullable(doubt)
                .map(word -> new WordMeanings(taxonomy, language).choice(word, draft, doubtExcluded));
    }

    /** Whether nothing in the prompt was about the draft after all. */
    boolean isIdle() {
        return draft.equals(before)
                && notes.isEmpty()
                && match().map(MatchResult::isEmpty).orElse(true);
    }

    /** Whether nothing of the prompt was understood: it changed nothing, and no signal, part or question was meant. */
    boolean isUnread() {
        return draft.equals(before)
                && !read
                && match().map(found -> found.isEmpty() && found.doubts().isEmpty())
                        .orElse(true);
    }

    void apply(DialogueAct act) {
        read |= act.kind() == ActKind.START_OVER;
        String subject = act.subject();
        switch (act.kind()) {
            case START_OVER -> startOver(subject);
            case REPLACE, CHANGE -> replace(act);
            case CONTRAST -> contrast(act);
            case WINDOW -> window(subject);
            case KEEP -> keep(subject);
            case BRING_BACK -> bringBack(subject);
            case ALL_OF -> join(joints().allOf(match(subject)));
            case ANY_OF -> join(joints().anyOf(match(subject)));
            case ALTERNATIVE -> alternative(subject);
            case DENIAL -> draft = new DraftTargets(taxonomy, draft).without(match(subject), subject);
            case TAKE -> take(subject);
            case ONLY -> only(subject);
            case EXCLUDE -> exclude(subject);
            case DROP -> drop(subject, act.other().isBlank());
            case ADD -> describe(words.outright(subject), DraftCommand.ADD);
            default -> describe(subject, DraftCommand.ADD);
        }
    }

    private MatchResult match(String subject) {
        return words.match(subject, draft);
    }

    private boolean isKnown(MatchResult match, String subject) {
        read |= !match.isEmpty();
        if (match.isEmpty()) {
            notes.add(texts.text("unknown", subject));
        }
        return !match.isEmpty();
    }

    private void describe(String words, DraftCommand how) {
        Behaviour behaviour = behaviour(words);
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
        draft = DraftParts.with(edited, behaviour, how);
        full |= editor.isFull() || (!behaviour.isEmpty() && how == DraftCommand.ADD && draft.equals(edited));
    }

    /** What customers did, unless the words may mean that they did it with what else they say. */
    private Behaviour behaviour(String words) {
        Behaviour behaviour = BehaviourReader.read(words);
        boolean meant = behaviour.outright()
                || SignalMatcher.of(taxonomy).match(behaviour.rest()).isEmpty();
        return meant ? behaviour : Behaviour.none(words);
    }

    private void startOver(String subject) {
        draft = Rule.EMPTY;
        if (!subject.isBlank()) {
            describe(subject, DraftCommand.ADD);
        }
    }

    private void exclude(String subject) {
        if (ActReader.part(subject, language).isPresent()) {
            drop(subject, true);
            return;
        }
        describe(words.outright(subject), DraftCommand.EXCLUDE);
    }

    private void keep(String subject) {
        MatchResult match = match(subject);
        read |= !match.isEmpty();
        Rule kept = withoutExclusion(subject);
        if (kept.equals(draft) && !new DraftTargets(taxonomy, draft).wants(match)) {
            notes.add(texts.text("notexcluded", subject));
        }
        draft = kept;
    }

    private Rule withoutExclusion(String subject) {
        Set<String> ids = words.excludable(subject, draft);
        Rule kept = new DraftTargets(taxonomy, new Rule(List.of(), draft.none())).without(match(subject), subject);
        return new Rule(draft.all(), DraftTargets.without(kept.none(), ids));
    }

    private void bringBack(String subject) {
        Rule earlier = memory.before().isEmpty() ? Rule.EMPTY : memory.before().get(0);
        if (ActReader.isPronoun(subject, language) && !draft.none().isEmpty()) {
            draft = new Rule(draft.all(), lessExcluded(earlier));
            return;
        }
        Optional<DraftPart> part = ActReader.part(subject, language);
        Rule kept = withoutExclusion(subject);
        if (!kept.equals(draft)) {
            draft = kept;
        } else if (part.isPresent() && !earlier.isEmpty()) {
            draft = earlier;
        } else {
            describe(words.outright(subject), DraftCommand.ADD);
        }
    }

    /** What was left out before the latest exclusion; nothing where that one is not the latest change. */
    private List<Criterion> lessExcluded(Rule earlier) {
        List<Criterion> known =
                draft.none().stream().filter(earlier.none()::contains).toList();
        return known.size() == draft.none().size() ? List.of() : known;
    }

    private DraftJoints joints() {
        return new DraftJoints(taxonomy, draft);
    }

    private void join(Rule joined) {
        read = true;
        if (joined.equals(draft)) {
            notes.add(texts.text("join.already"));
        }
        draft = joined;
    }

    private void alternative(String subject) {
        MatchResult match = match(subject);
        if (isKnown(match, subject)) {
            matches.add(match);
            draft = joints().alternative(match);
        }
    }

    private void take(String subject) {
        Rule compared = memory.compared();
        Set<String> ids = DraftTargets.ids(match(subject));
        if (compared != null && compared.signals().anyMatch(ids::contains)) {
            draft = new Rule(compared.all(), draft.none());
        } else {
            describe(subject, DraftCommand.ADD);
        }
    }

    private void only(String subject) {
        MatchResult match = match(subject);
        if (!match.isEmpty() && new DraftTargets(taxonomy, draft).wantsAll(match)) {
            matches.add(match);
            draft = new DraftTargets(taxonomy, draft).only(match);
        } else {
            describe(words.outright(subject), DraftCommand.ONLY);
        }
    }

    /** @param strict what the draft does not hold is left out from now on: "remove students", not "never mind them" */
    private void drop(String subject, boolean strict) {
        Optional<DraftPart> part = ActReader.part(subject, language);
        Optional<Integer> place = ActReader.ordinal(subject, language);
        read |= part.isPresent() || place.isPresent();
        if (part.isPresent()) {
            draft = DraftParts.without(draft, part.get(), taxonomy, last());
        } else if (place.isPresent()) {
            draft = DraftParts.without(draft, place.get());
        } else {
            dropNamed(subject, strict);
        }
    }

    private void dropNamed(String subject, boolean strict) {
        MatchResult match = match(subject);
        DraftTargets targets = new DraftTargets(taxonomy, draft);
        Rule byMeaning = targets.without(match, subject);
        Rule without = byMeaning.equals(draft) ? targets.without(words.named(subject, draft), subject) : byMeaning;
        if (!without.equals(draft)) {
            draft = without;
        } else if (isKnown(match, subject) && strict) {
            exclude(subject);
        } else if (!match.isEmpty()) {
            notes.add(texts.text("notindraft", subject));
        }
    }

    private void contrast(DialogueAct act) {
        MatchResult old = match(act.other());
        DraftTargets targets = new DraftTargets(taxonomy, draft);
        boolean excluded = new DraftSwap(taxonomy, language, draft, last()).isOnlyExcluded(old, act.other());
        if (old.isEmpty() || excluded || !targets.hit(old, act.other()).isEmpty()) {
            replace(act);
        } else {
            describe(words.outright(act.subject()), DraftCommand.ADD);
            exclude(act.other());
        }
    }

    private void replace(DialogueAct act) {
        DraftSwap swap = new DraftSwap(taxonomy, language, draft, last());
        draft = swap.replaced(act);
        notes.addAll(swap.notes());
        swap.matched().ifPresent(matches::add);
        read |= swap.matched().isPresent();
    }

    /** The groups that the latest change brought. */
    private List<Rule.Group> last() {
        Rule earlier = memory.before().isEmpty() ? Rule.EMPTY : memory.before().get(0);
        Set<Rule.Group> known = new LinkedHashSet<>(earlier.all());
        return before.all().stream().filter(group -> !known.contains(group)).toList();
    }

    private void window(String words) {
        Optional<Period> within = WindowReader.within(words);
        OptionalInt atLeast = WindowReader.atLeast(words);
        Rule changed = DraftParts.within(draft, within, atLeast, taxonomy);
        read = true;
        if (changed.equals(draft)) {
            notes.add(texts.text("window.none"));
        }
        draft = changed;
    }
}
