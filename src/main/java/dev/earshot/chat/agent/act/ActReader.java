package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.matching.words.WrittenLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a planner does by saying something, before anything is matched. */
public final class ActReader {
    /** A longer text describes an audience. Names have 200 characters at most. */
    private static final int LONGEST = 300;

    private static final int FEW_WORDS = 2;

    /** "Fathers who barbecue? No - fathers who fish." */
    private static final Pattern CORRECTED = Pattern.compile(
            ".+[?.,…-] *(?:no|no wait|wait|wait no|sorry|i mean|scratch that|actually no|oops|make that|hayir|yok|pardon|yani"
                    + "|daha dogrusu|dur|yok yok) *[-,:.…]+ *(?<x>.+)");

    /** A text of more pieces is a list. */
    private static final int MOST_PIECES = 8;
    /** What starts over is said at the beginning. */
    private static final int MOST_PAUSES = 3;

    private static final Pattern PIECE_END = Pattern.compile("[,.!;:]+ +");
    private static final Pattern PAUSE = Pattern.compile("[,.:;!-]+ +");

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
        Optional<Language> clear = written.clear().filter(spoken -> !isSaidInStanding(prompt, spoken));
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
     * A word or two ("ya", "izmiri at") look like the other language although they are an act in the conversation's:
     * then the language stays.
     */
    private boolean isSaidInStanding(String prompt, Language other) {
        if (standing.isEmpty() || standing.get() == other || prompt.length() > LONGEST) {
            return false;
        }
        boolean own = isAct(acts(prompt, ActGrammar.of(standing.get())));
        boolean few = SpokenText.of(prompt).words().size() <= FEW_WORDS;
        return own && (few || !isAct(acts(prompt, ActGrammar.of(other))));
    }

    private static boolean isAct(Optional<List<DialogueAct>> acts) {
        return acts.isPresent()
                && acts.get().stream()
                        .map(DialogueAct::kind)
                        .noneMatch(kind -> kind == ActKind.BRIEF || kind == ActKind.QUESTION);
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
        Optional<List<DialogueAct>> own = recognised(prompt, grammar);
        if (isOrder(own)) {
            return own;
        }
        return Stream.of(grammar.plain(prompt), grammar.mended(prompt))
                .filter(said -> !said.equals(prompt))
                .map(said -> recognised(said, grammar))
                .filter(ActReader::isOrder)
                .findFirst()
                .orElse(own);
    }

    /** Whether it was understood, and not merely as a question or as something else than our business. */
    private static boolean isOrder(Optional<List<DialogueAct>> acts) {
        return acts.isPresent()
                && acts.get().stream()
                        .map(DialogueAct::kind)
                        .noneMatch(kind -> kind == ActKind.QUESTION || kind == ActKind.OFF_TOPIC);
    }

    private Optional<List<DialogueAct>> recognised(String prompt, ActGrammar grammar) {
        SpokenText text = SpokenText.of(prompt);
        boolean question = prompt.strip().endsWith("?");
        List<SpokenText> clauses = grammar.clauses(text);
        Optional<DialogueAct> whole = whole(text, question, grammar);
        boolean named = whole.map(act -> act.kind() == ActKind.SAVE || act.kind() == ActKind.RENAME)
                .orElse(false);
        if (clauses.size() > 1
                && clauses.size() <= MOST_PIECES
                && !(named && isInName(clauses, grammar))
                && !whole.map(act -> act.kind().isToldByFillers() || act.kind() == ActKind.CONTRAST)
                        .orElse(false)) {
            Optional<List<DialogueAct>> several = several(clauses, question, grammar);
            if (several.isPresent()) {
                return several;
            }
            if (whole.filter(act -> act.kind().describes()).isPresent()
                    && grammar.read(clauses.get(0), false).isEmpty()) {
                return Optional.empty();
            }
        }
        return whole.map(List::of).or(() -> pieces(text, grammar)).or(() -> anew(text, grammar));
    }

    /** "Scratch all that, women who do yoga": starts over with what follows. */
    private Optional<List<DialogueAct>> anew(SpokenText text, ActGrammar grammar) {
        Matcher pause = PAUSE.matcher(text.folded());
        for (int i = 0; i < MOST_PAUSES && pause.find(); i++) {
            boolean startsOver = grammar.read(text.part(0, pause.start()), false)
                    .filter(act -> act.kind() == ActKind.START_OVER)
                    .isPresent();
            if (startsOver) {
                SpokenText rest =
                        grammar.core(text.part(pause.end(), text.folded().length()));
                return Optional.of(List.of(new DialogueAct(ActKind.START_OVER, rest.original(), "", false)));
            }
        }
        return Optional.empty();
    }

    /** "Save it as Surf and Save" is one order; in "call it Surf and save it" each clause is one. */
    private static boolean isInName(List<SpokenText> clauses, ActGrammar grammar) {
        return clauses.stream()
                .map(clause -> grammar.read(clause, false))
                .anyMatch(act -> act.isEmpty() || act.get().kind() == ActKind.QUESTION);
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
            if (grammar.isFiller(clause)) {
                continue;
            }
            acts.add(grammar.read(clause, question && clause == clauses.get(clauses.size() - 1))
                    .orElseGet(() ->
                            DialogueAct.of(ActKind.BRIEF, grammar.core(clause).original())));
        }
        if (acts.isEmpty()) {
            return Optional.empty();
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
        if (matter.get(0).kind() == ActKind.BRIEF && matter.stream().skip(1).allMatch(ActReader::isLoose)) {
            return Optional.empty();
        }
        boolean described = matter.stream().allMatch(act -> act.kind().describes());
        boolean brief = matter.stream().anyMatch(act -> act.kind() == ActKind.BRIEF);
        return described && brief ? Optional.empty() : Optional.of(matter);
    }

    /** Told by a verb that descriptions have too: "people who cook and take classes". */
    private static boolean isLoose(DialogueAct act) {
        return act.kind() == ActKind.TAKE || act.kind() == ActKind.CHANGE || act.kind() == ActKind.BRIEF;
    }

    /** "Wonderful, that is very kind", "that was a mistake, go back": pieces that are all acts by themselves. */
    private static Optional<List<DialogueAct>> pieces(SpokenText text, ActGrammar grammar) {
        List<DialogueAct> acts = new ArrayList<>();
        String[] pieces = PIECE_END.split(text.original());
        if (pieces.length == 1 || pieces.length > MOST_PIECES) {
            return Optional.empty();
        }
        for (String piece : pieces) {
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

    /**
     * What a prompt probably does that was taken for a description and describes nothing: told by one telling word.
     * Nothing that is guessed so is carried out without a question, or it can be undone.
     */
    public static Optional<DialogueAct> guess(String prompt, Language language) {
        ActGrammar grammar = ActGrammar.of(language);
        return grammar.guess(SpokenText.of(prompt)).or(() -> grammar.guess(SpokenText.of(grammar.mended(prompt))));
    }

    /** Whether these words say that they are about people: "fans", "women who". */
    public static boolean describes(String words, Language language) {
        return ActGrammar.of(language).describes(SpokenText.of(words));
    }

    /** Whether these words only point at something that was just shown: "that one", "onu da". */
    public static boolean isPronoun(String words, Language language) {
        return ActGrammar.of(language).isPronoun(words);
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
