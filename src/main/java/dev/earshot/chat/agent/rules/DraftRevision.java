package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
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
            case DROP -> drop(subject);
            case ADD -> describe(outright(subject), DraftCommand.ADD);
            default -> describe(subject, DraftCommand.ADD);
        }
    }

    private MatchResult match(String words) {
        return SignalMatcher.of(taxonomy).match(outright(words));
    }

    /** An order names what it is about, so that an everyday word is no accident there: "use running instead". */
    private String outright(String words) {
        SignalMatcher matcher = SignalMatcher.of(taxonomy);
        MatchResult match = matcher.match(words);
        if (!match.isEmpty() || !match.doubts().isEmpty() || words.isBlank()) {
            return words;
        }
        String said = language == Language.TR ? words + " sevenler" : "people who love " + words;
        return matcher.match(said).isEmpty() ? words : said;
    }

    private boolean isKnown(MatchResult match, String subject) {
        read |= !match.isEmpty();
        if (match.isEmpty()) {
            notes.add(texts.text("unknown", subject));
        }
        return !match.isEmpty();
    }

    private void describe(String words, DraftCommand how) {
        NonBuyers unbought = NonBuyers.in(words);
        MatchResult match = SignalMatcher.of(taxonomy).match(unbought.rest());
        matches.add(match);
        if (doubt == null) {
            doubt = match.doubts().stream()
                    .filter(word -> !word.meanings().isEmpty())
                    .findFirst()
                    .orElse(null);
            doubtExcluded = how == DraftCommand.EXCLUDE;
        }
        DraftEditor editor = new DraftEditor(taxonomy, draft, how);
        draft = editor.apply(match, unbought.excluded(taxonomy, match));
        full |= editor.isFull();
    }

    private void startOver(String subject) {
        draft = Rule.EMPTY;
        if (!subject.isBlank()) {
            describe(subject, DraftCommand.ADD);
        }
    }

    private void exclude(String subject) {
        if (ActReader.part(subject, language).isPresent()) {
            drop(subject);
            return;
        }
        describe(outright(subject), DraftCommand.EXCLUDE);
    }

    private void keep(String subject) {
        MatchResult match = match(subject);
        read |= !match.isEmpty();
        Rule kept = withoutExclusion(match, subject);
        if (kept.equals(draft) && !new DraftTargets(taxonomy, draft).wants(match)) {
            notes.add(texts.text("notexcluded", subject));
        }
        draft = kept;
    }

    private Rule withoutExclusion(MatchResult match, String subject) {
        Rule kept = new DraftTargets(taxonomy, new Rule(List.of(), draft.none())).without(match, subject);
        return new Rule(draft.all(), kept.none());
    }

    private void bringBack(String subject) {
        Optional<DraftPart> part = ActReader.part(subject, language);
        Rule earlier = memory.before().isEmpty() ? Rule.EMPTY : memory.before().get(0);
        Rule kept = withoutExclusion(match(subject), subject);
        if (!kept.equals(draft)) {
            draft = kept;
        } else if (part.isPresent() && !earlier.isEmpty()) {
            draft = earlier;
        } else {
            describe(outright(subject), DraftCommand.ADD);
        }
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
        if (!match.isEmpty() && new DraftTargets(taxonomy, draft).wants(match)) {
            matches.add(match);
            draft = new DraftTargets(taxonomy, draft).only(match);
        } else {
            describe(subject, DraftCommand.ONLY);
        }
    }

    private void drop(String subject) {
        Optional<DraftPart> part = ActReader.part(subject, language);
        Optional<Integer> place = ActReader.ordinal(subject, language);
        read |= part.isPresent() || place.isPresent();
        if (part.isPresent()) {
            draft = DraftParts.without(draft, part.get(), taxonomy, last());
        } else if (place.isPresent()) {
            draft = DraftParts.without(draft, place.get());
        } else {
            dropNamed(subject);
        }
    }

    /** What the draft neither asks for nor leaves out is left out from now on: "remove students". */
    private void dropNamed(String subject) {
        MatchResult match = match(subject);
        Rule without = new DraftTargets(taxonomy, draft).without(match, subject);
        if (!without.equals(draft)) {
            draft = without;
        } else if (isKnown(match, subject)) {
            exclude(subject);
        }
    }

    private void contrast(DialogueAct act) {
        MatchResult old = match(act.other());
        boolean drafted =
                !new DraftTargets(taxonomy, draft).hit(old, act.other()).isEmpty();
        if (drafted || old.isEmpty()) {
            replace(act);
        } else {
            describe(outright(act.subject()), DraftCommand.ADD);
            exclude(act.other());
        }
    }

    private void replace(DialogueAct act) {
        String subject = act.subject();
        DraftTargets targets = new DraftTargets(taxonomy, draft);
        DraftReplacement replacement = new DraftReplacement(taxonomy, draft);
        if (ActReader.part(subject, language).filter(DraftPart.GENDERS::equals).isPresent()) {
            draft = DraftParts.without(draft, DraftPart.GENDERS, taxonomy, last());
            MatchResult rest = match(subject);
            if (!rest.isEmpty() && !new DraftTargets(taxonomy, draft).wantsAll(rest)) {
                draft = new DraftReplacement(taxonomy, draft).replaced(rest, Set.of());
            }
            return;
        }
        MatchResult old = act.other().isBlank() ? null : match(act.other());
        MatchResult fresh = match(subject);
        if (old != null && targets.hit(old, act.other()).isEmpty()) {
            Optional<MatchResult> inContext = replacement.inContext(act.other(), subject);
            if (inContext.isPresent()) {
                draft = replacement.replaced(inContext.get(), replacement.naming(act.other()));
                matches.add(inContext.get());
                return;
            }
            if (!old.isEmpty()) {
                notes.add(texts.text("notindraft", act.other()));
            }
        }
        if (!isKnown(fresh, subject)) {
            return;
        }
        matches.add(fresh);
        Set<Rule.Group> gone = old == null ? Set.of() : targets.hit(old, act.other());
        if (gone.isEmpty()) {
            gone = replacement.sameKind(fresh, last());
        }
        if (gone.isEmpty() && act.kind() == ActKind.REPLACE && act.other().isBlank() && !last().isEmpty()) {
            gone = Set.of(last().get(last().size() - 1));
        }
        boolean whole = act.other().isBlank();
        draft = whole
                ? replacement.replaced(fresh, gone)
                : replacement.replaced(fresh, gone, old == null ? Set.of() : DraftTargets.ids(old));
        draft = new Rule(
                draft.all(),
                new DraftTargets(taxonomy, new Rule(List.of(), draft.none()))
                        .without(fresh, subject)
                        .none());
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
