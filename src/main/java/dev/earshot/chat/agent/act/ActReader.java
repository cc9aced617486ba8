package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.matching.words.WrittenLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a planner does by saying something, before anything is matched. */
public final class ActReader {
    /** A longer text describes an audience. Names have 200 characters at most. */
    private static final int LONGEST = 300;

    /** "Fathers who barbecue? No - fathers who fish." */
    private static final Pattern CORRECTED = Pattern.compile(
            ".+[?.,…-] *(?:no|no wait|wait|wait no|sorry|i mean|scratch that|actually no|oops|make that|hayir|yok|pardon|yani"
                    + "|daha dogrusu|dur|yok yok) *[-,:.…]+ *(?<x>.+)");

    private final Optional<Language> standing;
    private final boolean asked;

    /**
     * @param standing the conversation's language so far, if anything was said
     * @param asked whether the agent has asked for a yes
     */
    public ActReader(Optional<Language> standing, boolean asked) {
        this.standing = standing;
        this.asked = asked;
    }

    public DialogueReading read(String prompt) {
        WrittenLanguage written = WrittenLanguage.of(prompt);
        Optional<Language> clear = written.clear();
        Language language = clear.or(() -> standing).orElseGet(written::likelier);
        Optional<UnsupportedLanguage> foreign = written.foreign();
        List<String> lines = prompt.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > 1) {
            Optional<List<DialogueAct>> ordered = orders(lines, ActGrammar.of(language));
            if (ordered.isPresent()) {
                return new DialogueReading(language, Optional.empty(), ordered.get());
            }
        }
        if (lines.size() > 1 || prompt.length() > LONGEST) {
            return new DialogueReading(language, foreign, List.of(DialogueAct.of(ActKind.BRIEF, prompt)));
        }
        Language other = language == Language.EN ? Language.TR : Language.EN;
        Optional<List<DialogueAct>> own = acts(prompt, ActGrammar.of(language));
        boolean sure = own.isPresent()
                && !own.get().stream().allMatch(act -> act.kind().isEdit());
        if (foreign.isPresent() && !sure) {
            return new DialogueReading(language, foreign, List.of(DialogueAct.of(ActKind.BRIEF, prompt)));
        }
        if (own.isPresent()) {
            return new DialogueReading(language, Optional.empty(), own.get());
        }
        Optional<List<DialogueAct>> others = clear.isPresent() ? Optional.empty() : acts(prompt, ActGrammar.of(other));
        if (others.isPresent()) {
            Language spoken = others.get().get(0).kind().isShort() || standing.isEmpty() ? other : language;
            return new DialogueReading(spoken, Optional.empty(), others.get());
        }
        return new DialogueReading(language, Optional.empty(), List.of(brief(prompt, ActGrammar.of(language))));
    }

    /**
     * What is done in several lines: an attack, in whichever of them it stands, or orders in each ("yes", "and activate
     * it"). Other texts of several lines, lists and letters, describe an audience.
     */
    private static Optional<List<DialogueAct>> orders(List<String> lines, ActGrammar grammar) {
        List<DialogueAct> acts = lines.stream()
                .filter(line -> line.length() <= LONGEST)
                .flatMap(line -> grammar.read(SpokenText.of(line), false).stream())
                .toList();
        Optional<DialogueAct> attack =
                acts.stream().filter(act -> act.kind() == ActKind.INJECTION).findFirst();
        if (attack.isPresent()) {
            return attack.map(List::of);
        }
        boolean ordersOnly = acts.size() == lines.size()
                && acts.stream().map(DialogueAct::kind).noneMatch(kind -> kind.isEdit() || kind == ActKind.BRIEF);
        return ordersOnly ? Optional.of(acts) : Optional.empty();
    }

    /** What is done in these words; empty if they are at most a description. */
    private Optional<List<DialogueAct>> acts(String prompt, ActGrammar grammar) {
        return recognised(prompt, grammar).or(() -> {
            String mended = grammar.mended(prompt);
            return mended.equals(prompt) ? Optional.empty() : recognised(mended, grammar);
        });
    }

    private Optional<List<DialogueAct>> recognised(String prompt, ActGrammar grammar) {
        SpokenText text = SpokenText.of(prompt);
        boolean question = prompt.strip().endsWith("?");
        List<SpokenText> clauses = grammar.clauses(text);
        Optional<DialogueAct> whole = whole(text, question, grammar);
        boolean named = whole.map(act -> act.kind() == ActKind.SAVE || act.kind() == ActKind.RENAME)
                .orElse(false);
        if (clauses.size() > 1
                && !named
                && !whole.map(act -> act.kind().isShort()).orElse(false)) {
            Optional<List<DialogueAct>> several = several(clauses, question, grammar);
            if (several.isPresent()) {
                return several;
            }
        }
        return whole.map(List::of).or(() -> pieces(text, grammar));
    }

    /** "Ok, save it" is a yes only to a question; otherwise it is the order. */
    private Optional<DialogueAct> whole(SpokenText text, boolean question, ActGrammar grammar) {
        Optional<DialogueAct> act = grammar.read(text, question);
        if (!asked
                && act.map(DialogueAct::kind)
                        .filter(kind -> kind == ActKind.YES)
                        .isPresent()) {
            return grammar.read(grammar.core(text), question)
                    .filter(order -> order.kind() == ActKind.SAVE || order.kind() == ActKind.ACTIVATE)
                    .or(() -> act);
        }
        return act;
    }

    private Optional<List<DialogueAct>> several(List<SpokenText> clauses, boolean question, ActGrammar grammar) {
        List<DialogueAct> acts = new ArrayList<>();
        for (SpokenText clause : clauses) {
            acts.add(grammar.read(clause, question && clause == clauses.get(clauses.size() - 1))
                    .orElseGet(() ->
                            DialogueAct.of(ActKind.BRIEF, grammar.core(clause).original())));
        }
        Optional<DialogueAct> attack =
                acts.stream().filter(act -> act.kind() == ActKind.INJECTION).findFirst();
        if (attack.isPresent()) {
            return attack.map(List::of);
        }
        List<DialogueAct> matter =
                acts.stream().filter(act -> !act.kind().isTalk()).toList();
        if (matter.isEmpty()) {
            return Optional.of(List.of(acts.get(0)));
        }
        boolean described = matter.stream().allMatch(act -> act.kind().describes());
        boolean brief = matter.stream().anyMatch(act -> act.kind() == ActKind.BRIEF);
        return described && brief ? Optional.empty() : Optional.of(matter);
    }

    /** "Wonderful, that is very kind", "that was a mistake, go back": pieces that are all acts by themselves. */
    private static Optional<List<DialogueAct>> pieces(SpokenText text, ActGrammar grammar) {
        List<DialogueAct> acts = new ArrayList<>();
        for (String piece : text.original().split("[,.!;:]+ +")) {
            Optional<DialogueAct> act = grammar.read(SpokenText.of(piece), false);
            if (act.isEmpty() || act.get().kind() == ActKind.QUESTION) {
                return Optional.empty();
            }
            acts.add(act.get());
        }
        List<DialogueAct> matter =
                acts.stream().filter(act -> !act.kind().isShort()).toList();
        return Optional.of(matter.isEmpty() ? List.of(acts.get(0)) : matter);
    }

    private static DialogueAct brief(String prompt, ActGrammar grammar) {
        SpokenText core = grammar.core(SpokenText.of(prompt));
        Matcher corrected = CORRECTED.matcher(core.folded());
        String described =
                corrected.matches() ? core.original(corrected.start("x"), corrected.end("x")) : core.original();
        return DialogueAct.of(ActKind.BRIEF, described.isEmpty() ? prompt : described);
    }

    /** The part of a draft that these words name, if they name one rather than a signal. */
    public static Optional<DraftPart> part(String words, Language language) {
        return ActGrammar.of(language).part(words);
    }

    /** The place in a list that these words name, counted from 0. */
    public static Optional<Integer> ordinal(String words, Language language) {
        return ActGrammar.of(language).ordinal(words);
    }
}
