package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.matching.words.WrittenLanguage;
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
    /** Of so many words, those beside a courtesy are not part of it. */
    private static final int MANY_WORDS = 4;

    /** "Fathers who barbecue? No - fathers who fish." */
    private static final Pattern CORRECTED = Pattern.compile(
            ".+[?.,…-] *(?:no|no wait|wait|wait no|sorry|i mean|scratch that|actually no|oops|make that|hayir|yok|pardon|yani"
                    + "|daha dogrusu|dur|yok yok) *[-,:.…]+ *(?<x>.+)");

    /** "No need to …": without its first word it would say the opposite. */
    private static final Pattern DENIED =
            Pattern.compile("(?:(?:please|pls|ok|okay|and|but|so) )*(?:no|not|never|yok|hayir) [a-z]");

    /** "Should renters see it? No. …" answers a question, and corrects nothing. */
    private static final Pattern ANSWERED = Pattern.compile(
            "(?:.*[.!?\\n] *)?(?:(?:should|shall|do|does|are|is|can|will|anyone|anybody|who|whom|what about|how about|exclude)\\b"
                    + "[^?]*|[^?]* m[iu](?:y[iu]z|lar|ler)?)\\?.*");

    private static final Pattern PEOPLE = Pattern.compile("[^,.;!?]* (?!olan)[a-z]{2,}[ae]n(?:lar|ler)");

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
        Optional<ActKind> sign = EmojiActs.in(prompt);
        if (sign.isPresent()) {
            return new DialogueReading(language, Optional.empty(), List.of(DialogueAct.of(sign.get(), "")));
        }
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
        Optional<List<DialogueAct>> own = acts(prompt, language).filter(acts -> !isOfPeople(prompt, acts));
        boolean sure = own.isPresent()
                && !own.get().stream().allMatch(act -> act.kind().isEdit());
        if (foreign.isPresent() && !sure) {
            return new DialogueReading(language, foreign, List.of(DialogueAct.of(ActKind.BRIEF, prompt)));
        }
        if (own.isPresent()) {
            return new DialogueReading(language, Optional.empty(), own.get());
        }
        Optional<List<DialogueAct>> others = clear.isPresent() ? Optional.empty() : acts(prompt, other);
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
        boolean own = isAct(acts(prompt, standing.get()));
        boolean few = SpokenText.of(prompt).words().size() <= FEW_WORDS;
        return own && (few || !isAct(acts(prompt, other)));
    }

    /** "Su filtresi bakanlar": those who look for one, though its words are those of an order to show it. */
    private static boolean isOfPeople(String prompt, List<DialogueAct> acts) {
        return PEOPLE.matcher(SpokenText.of(prompt).folded()).matches()
                && acts.stream()
                        .map(DialogueAct::kind)
                        .allMatch(kind -> kind == ActKind.SHOW || kind == ActKind.CHANGE);
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

    private Optional<List<DialogueAct>> acts(String prompt, Language language) {
        return new ClauseActs(ActGrammar.of(language), asked).in(prompt);
    }

    private static DialogueAct brief(String prompt, ActGrammar grammar) {
        SpokenText said = SpokenText.of(prompt);
        SpokenText core = DENIED.matcher(said.folded()).lookingAt() ? said : grammar.core(said);
        Matcher corrected = CORRECTED.matcher(core.folded());
        String described =
                corrected.matches() && !ANSWERED.matcher(core.folded()).matches()
                        ? core.original(corrected.start("x"), corrected.end("x"))
                        : core.original();
        return DialogueAct.of(ActKind.BRIEF, described.isEmpty() ? prompt : described);
    }

    /**
     * What a prompt probably does that was taken for a description and describes nothing: told by one telling word.
     * Nothing that is guessed so is carried out without a question, or it can be undone.
     */
    public static Optional<DialogueAct> guess(String prompt, Language language) {
        ActGrammar grammar = ActGrammar.of(language);
        SpokenText text = SpokenText.of(prompt);
        SpokenText core = grammar.core(text);
        boolean courteous = core.words().size() >= MANY_WORDS
                && core.folded().length() < text.folded().length();
        return Stream.of(core, text, SpokenText.of(grammar.mended(prompt)))
                .flatMap(said -> grammar.guess(said).stream())
                .filter(act -> !courteous || !act.kind().isShort())
                .findFirst();
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

    /** The places in a list that these words name, counted from 0; empty if they name none. */
    public static List<Integer> places(String words, Language language) {
        return ActGrammar.of(language).places(words);
    }

    /** The place in a list that these words name, counted from 0. */
    public static Optional<Integer> ordinal(String words, Language language) {
        return ActGrammar.of(language).ordinal(words);
    }
}
