package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes a draft act by act, as one prompt asks for, and notes what could not be done. Used once for each prompt. */
public final class DraftRevision {
    private final TaxonomyIndex taxonomy;
    private final Language language;
    private final ReplyTexts texts;
    private final SubjectWords words;
    private final DialogueMemory memory;
    private final List<String> said;
    private final Rule before;
    private final DraftDescriptions descriptions;
    private final List<String> notes = new ArrayList<>();
    private Rule draft;
    /** Whether some words named something that was known, though nothing changed. */
    private boolean read;

    /** @param said the planner's earlier prompts, by whose words parts of the draft may be named */
    public DraftRevision(
            TaxonomyIndex taxonomy, Language language, Rule before, DialogueMemory memory, List<String> said) {
        this.said = said;
        this.taxonomy = taxonomy;
        this.language = language;
        this.memory = memory;
        this.before = before;
        texts = ReplyTexts.in(language);
        words = new SubjectWords(taxonomy, language);
        descriptions = new DraftDescriptions(taxonomy);
        draft = before;
    }

    public Rule draft() {
        return draft;
    }

    /** What the planner should know besides the draft itself, a sentence each. */
    public List<String> notes() {
        return Stream.concat(notes.stream(), descriptions.notes(texts)).toList();
    }

    /** Whether the prompt asked for more than a rule can hold. */
    public boolean isFull() {
        return descriptions.isFull();
    }

    /** What the prompt's descriptions were understood as; empty if it has none. */
    public Optional<MatchResult> match() {
        return descriptions.match();
    }

    /** The question what a word means that may mean several things, if there is one. */
    public Optional<DialogueMemory.Choice> choice() {
        return descriptions.choice(draft, language);
    }

    /** Whether nothing in the prompt was about the draft after all. */
    public boolean isIdle() {
        return draft.equals(before)
                && notes().isEmpty()
                && match().map(MatchResult::isEmpty).orElse(true);
    }

    /** Whether nothing of the prompt was understood: it changed nothing, and no signal, part or question was meant. */
    public boolean isUnread() {
        return draft.equals(before)
                && !read
                && descriptions.isSure()
                && match().map(found -> found.isEmpty() && found.doubts().isEmpty())
                        .orElse(true);
    }

    /** A change that would make the draft larger than a rule may be is not made at all, and noted. */
    public void apply(DialogueAct act) {
        Rule earlier = draft;
        revise(act);
        if (!draft.fits() && earlier.fits()) {
            draft = earlier;
            read = true;
            notes.add(DraftEditor.tooLarge(language));
        }
    }

    private void revise(DialogueAct act) {
        read |= act.kind() == ActKind.START_OVER;
        String subject = act.subject();
        switch (act.kind()) {
            case START_OVER -> startOver(subject);
            case REPLACE, CHANGE -> replace(act);
            case CONTRAST -> contrast(act);
            case WINDOW -> change(descriptions.timed(draft, subject), "window.none");
            case KEEP -> keep(subject);
            case BRING_BACK -> bringBack(subject);
            case ALL_OF -> change(new DraftJoints(taxonomy, draft).allOf(match(subject)), "join.already");
            case ANY_OF -> change(descriptions.anyOf(draft, subject, words), "join.already");
            case ALTERNATIVE -> alternative(subject);
            case DENIAL -> draft = new DraftTargets(taxonomy, draft).without(match(subject), subject);
            case TAKE -> take(subject);
            case ONLY -> only(subject);
            case EXCLUDE -> exclude(subject);
            case DROP -> drop(subject, act.other().isBlank());
            case LIKEWISE -> likewise(act);
            case ADD -> draft = descriptions.added(draft, subject, words);
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
        draft = descriptions.applied(draft, words, how);
    }

    private void startOver(String subject) {
        draft = subject.isBlank() ? Rule.EMPTY : descriptions.applied(Rule.EMPTY, subject, DraftCommand.ADD);
    }

    private void exclude(String subject) {
        if (ActReader.part(subject, language).isPresent()
                || !ActReader.places(subject, language).isEmpty()) {
            drop(subject, true);
            return;
        }
        describe(words.outright(subject), DraftCommand.EXCLUDE);
    }

    private void keep(String subject) {
        MatchResult match = match(subject);
        read |= !match.isEmpty();
        Rule kept = new DraftExclusions(taxonomy, language, draft).without(subject);
        if (kept.equals(draft) && !new DraftTargets(taxonomy, draft).wants(match)) {
            notes.add(texts.text("notexcluded", subject));
        }
        draft = kept;
    }

    private void bringBack(String subject) {
        new DraftExclusions(taxonomy, language, draft)
                .undone(subject, memory.earlier())
                .ifPresentOrElse(back -> draft = back, () -> describe(words.outright(subject), DraftCommand.ADD));
    }

    /** @param already the note if that changes nothing */
    private void change(Rule changed, String already) {
        read = true;
        if (changed.equals(draft)) {
            notes.add(texts.text(already));
        }
        draft = changed;
    }

    private void alternative(String subject) {
        MatchResult match = match(subject);
        if (isKnown(match, subject)) {
            descriptions.add(match);
            draft = new DraftJoints(taxonomy, draft).alternative(match);
        }
    }

    private void take(String subject) {
        draft = new DraftSelection(taxonomy, draft)
                .compared(match(subject), memory.compared())
                .orElseGet(() -> descriptions.added(draft, subject, words));
    }

    private void likewise(DialogueAct act) {
        Rule earlier = draft.equals(before) ? memory.earlier() : before;
        List<Integer> places = ActReader.places(act.subject(), language);
        apply(act.as(new LatestChange(taxonomy, earlier, draft).likewise(match(act.subject()), !places.isEmpty())));
    }

    private void only(String subject) {
        MatchResult match = match(subject);
        Optional<Rule> kept = new DraftSelection(taxonomy, draft).only(match, ActReader.places(subject, language));
        if (kept.isPresent()) {
            descriptions.add(match);
            draft = kept.get();
        } else {
            describe(words.outright(subject), DraftCommand.ONLY);
        }
    }

    /** @param strict what neither the draft nor the one before holds is excluded: "remove students" */
    private void drop(String subject, boolean strict) {
        DraftRemoval removal = new DraftRemoval(taxonomy, language, draft, memory.latest(before));
        Optional<Rule> withoutPart = removal.withoutPart(subject);
        if (withoutPart.isPresent()) {
            read = true;
            draft = withoutPart.get();
            return;
        }
        MatchResult match = words.recalled(match(subject), subject, draft, said);
        Rule without = removal.withoutSignals(match, subject);
        if (!without.equals(draft)) {
            draft = without;
        } else if (strict && match.isEmpty() && !BehaviourReader.read(subject).isEmpty()) {
            exclude(subject);
        } else if (isKnown(match, subject) && strict && !new DraftTargets(taxonomy, memory.earlier()).wants(match)) {
            exclude(subject);
        } else if (!match.isEmpty()) {
            notes.add(texts.text("notindraft", subject));
        }
    }

    private void contrast(DialogueAct act) {
        if (swap().isOf(act.other())) {
            replace(act);
        } else {
            describe(words.outright(act.subject()), DraftCommand.ADD);
            exclude(act.other());
        }
    }

    private DraftSwap swap() {
        return new DraftSwap(taxonomy, language, draft, memory.latest(before));
    }

    private void replace(DialogueAct act) {
        DraftSwap swap = swap();
        draft = swap.replaced(act);
        notes.addAll(swap.notes());
        swap.matched().ifPresent(descriptions::add);
        read |= swap.matched().isPresent();
    }
}
