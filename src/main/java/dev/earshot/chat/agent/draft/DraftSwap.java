package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.act.DraftPart;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A draft with one thing in the place of another, as one act asks for, and what is to be noted of that. */
final class DraftSwap {
    private final TaxonomyIndex taxonomy;
    private final Language language;
    private final SubjectWords words;
    private final Rule draft;
    /** The groups that the latest change brought. */
    private final List<Rule.Group> last;

    private final List<String> notes = new ArrayList<>();
    private MatchResult matched;

    DraftSwap(TaxonomyIndex taxonomy, Language language, Rule draft, List<Rule.Group> last) {
        this.taxonomy = taxonomy;
        this.language = language;
        this.draft = draft;
        this.last = last;
        words = new SubjectWords(taxonomy, language);
    }

    List<String> notes() {
        return notes;
    }

    /** What the new words were understood as; empty if they mean nothing, or nothing new. */
    Optional<MatchResult> matched() {
        return Optional.ofNullable(matched);
    }

    /** Whether something else takes the place of this, wanted or left out; otherwise it is left out from now on. */
    boolean isOf(String other) {
        MatchResult old = words.match(other, draft);
        return old.isEmpty()
                || isOnlyExcluded(old, other)
                || !new DraftTargets(taxonomy, draft).hit(old, other).isEmpty();
    }

    Rule replaced(DialogueAct act) {
        if (ActReader.part(act.subject(), language)
                .filter(DraftPart.GENDERS::equals)
                .isPresent()) {
            return bothGenders(act.subject());
        }
        boolean kind =
                act.other().isBlank() || ActReader.part(act.other(), language).isPresent();
        MatchResult old = kind ? null : words.match(act.other(), draft);
        MatchResult fresh = words.match(act.subject());
        if (old != null && isOnlyExcluded(old, act.other()) && !fresh.isEmpty()) {
            matched = fresh;
            return excludedInstead(old, act.other(), fresh);
        }
        return old == null ? inPlaceOfKin(act, fresh) : inPlaceOf(act, old, fresh);
    }

    private Rule bothGenders(String subject) {
        Rule without = DraftParts.without(draft, DraftPart.GENDERS, taxonomy, last);
        MatchResult rest = words.match(subject);
        boolean more = !rest.isEmpty() && !new DraftTargets(taxonomy, without).wantsAll(rest);
        return more ? new DraftReplacement(taxonomy, language, without).replaced(rest, Set.of()) : without;
    }

    /** "Not Texas, Oklahoma", once Texas was left out: now Oklahoma is. */
    private boolean isOnlyExcluded(MatchResult old, String other) {
        return new DraftTargets(taxonomy, draft).hit(old, other).isEmpty()
                && !withoutExclusion(old, other).none().equals(draft.none());
    }

    private Rule excludedInstead(MatchResult old, String other, MatchResult fresh) {
        Rule kept = new Rule(draft.all(), withoutExclusion(old, other).none());
        return new DraftEditor(taxonomy, kept, DraftCommand.EXCLUDE).apply(fresh, List.of());
    }

    private Rule withoutExclusion(MatchResult match, String subject) {
        return new DraftTargets(taxonomy, new Rule(List.of(), draft.none())).without(match, subject);
    }

    private Rule inPlaceOf(DialogueAct act, MatchResult old, MatchResult fresh) {
        DraftReplacement replacement = new DraftReplacement(taxonomy, language, draft);
        Set<Rule.Group> gone = new DraftTargets(taxonomy, draft).hit(old, act.other());
        if (gone.isEmpty() || fresh.isEmpty()) {
            Optional<MatchResult> inContext = replacement.inContext(act.other(), act.subject());
            if (inContext.isPresent()) {
                matched = inContext.get();
                return replacement.replaced(inContext.get(), replacement.naming(act.other()));
            }
            if (!old.isEmpty() && gone.isEmpty()) {
                notes.add(ReplyTexts.in(language).text("notindraft", act.other()));
            }
        }
        if (!isKnown(fresh, act.subject())) {
            return draft;
        }
        Set<Rule.Group> whole = gone.isEmpty() ? replacement.sameKind(fresh, last) : gone;
        return notExcluded(replacement.replaced(fresh, whole, DraftTargets.ids(old)), fresh, act.subject());
    }

    private Rule inPlaceOfKin(DialogueAct act, MatchResult fresh) {
        if (!isKnown(fresh, act.subject())) {
            return draft;
        }
        DraftReplacement replacement = new DraftReplacement(taxonomy, language, draft);
        Set<Rule.Group> gone = replacement.sameKind(fresh, last);
        if (gone.isEmpty() && act.kind() == ActKind.REPLACE && !last.isEmpty()) {
            gone = Set.of(last.get(last.size() - 1));
        }
        return notExcluded(replacement.replaced(fresh, gone), fresh, act.subject());
    }

    private Rule notExcluded(Rule changed, MatchResult fresh, String subject) {
        return new Rule(
                changed.all(),
                new DraftTargets(taxonomy, new Rule(List.of(), changed.none()))
                        .without(fresh, subject)
                        .none());
    }

    private boolean isKnown(MatchResult match, String subject) {
        if (match.isEmpty()) {
            notes.add(ReplyTexts.in(language).text("unknown", subject));
        } else {
            matched = match;
        }
        return !match.isEmpty();
    }
}
