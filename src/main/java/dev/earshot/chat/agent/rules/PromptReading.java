package dev.earshot.chat.agent.rules;

import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.act.DialogueReading;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.taxonomy.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a prompt does where the conversation stands: an order that needs a draft describes one where there is none.
 *
 * @param memory with the language that is spoken from now on
 * @param steps how many changes an undo takes back
 * @param chosen what the planner chose of what was asked, if the prompt answers that
 */
public record PromptReading(
        Language language,
        Optional<UnsupportedLanguage> unsupported,
        List<DialogueAct> acts,
        DialogueMemory memory,
        int steps,
        Optional<ChoiceReader.Chosen> chosen) {
    /** U, since later versions of Java take {@code \\b} for a boundary of ASCII words otherwise. */
    private static final Pattern TWICE = Pattern.compile("(?iuU).*\\b(two|twice|both|2|iki|2\\.)\\b.*");

    private static final Pattern THRICE = Pattern.compile("(?iuU).*\\b(three|3|üç|uc)\\b.*");

    private static final Pattern SENTENCE_END = Pattern.compile("[.?!;]\\s+\\p{L}");

    private static final Set<ActKind> DESCRIBING = EnumSet.of(
            ActKind.BRIEF,
            ActKind.ADD,
            ActKind.EXCLUDE,
            ActKind.DROP,
            ActKind.ONLY,
            ActKind.KEEP,
            ActKind.WINDOW,
            ActKind.ALTERNATIVE);

    static PromptReading of(AgentRequest request) {
        DialogueMemory memory = request.standing().memory();
        Optional<Language> standing =
                Optional.ofNullable(memory.language()).map(code -> Language.valueOf(code.toUpperCase(Locale.ROOT)));
        String words = request.words();
        DialogueReading reading = reading(
                words,
                request.standing(),
                new ActReader(standing, request.standing().intended().isPresent()));
        List<DialogueAct> said = withoutRepeats(
                named(reading.acts().stream()
                        .map(act -> here(act, request, reading.language()))
                        .toList()),
                reading.language());
        List<DialogueAct> acts = request.draft().isEmpty() && isDescription(said) ? List.of(whole(request)) : said;
        int steps = THRICE.matcher(words).matches() ? 3 : TWICE.matcher(words).matches() ? 2 : 1;
        String spoken = reading.language().name().toLowerCase(Locale.ROOT);
        DialogueMemory next = reading.foreign().isPresent() ? memory : memory.in(spoken);
        boolean browses = acts.stream().anyMatch(act -> act.kind() == ActKind.MORE);
        Optional<ChoiceReader.Chosen> chosen = Optional.ofNullable(memory.choice())
                .flatMap(choice -> new ChoiceReader(choice, reading.language()).read(words, acts));
        return new PromptReading(
                reading.language(),
                chosen.isPresent() ? Optional.empty() : reading.foreign(),
                acts,
                (browses ? next : next.listed(null)).choosing(null),
                steps,
                chosen);
    }

    private static DialogueReading reading(String words, ConversationState standing, ActReader reader) {
        DialogueReading plain = reader.read(words);
        return NamedAudience.pointedAt(words, standing, plain.language())
                .map(reader::read)
                .filter(pointed -> NamedAudience.isMeant(pointed.acts()))
                .orElse(plain);
    }

    private static DialogueAct here(DialogueAct act, AgentRequest request, Language language) {
        boolean empty = request.draft().isEmpty();
        boolean browsing = request.standing().memory().browsed() != null;
        return switch (act.kind()) {
            case AND_FOR -> act.as(browsing ? ActKind.BROWSE : empty ? ActKind.BRIEF : ActKind.LIKEWISE);
            case BRIEF -> empty || ActReader.places(act.subject(), language).isEmpty() ? act : act.as(ActKind.LIKEWISE);
            case EXCLUDE, ONLY, KEEP, WINDOW, CONTRAST, ALL_OF, ANY_OF -> empty ? whole(request) : act;
            case ADD ->
                browsing && ActReader.isPronoun(act.subject(), language)
                        ? new DialogueAct(
                                empty ? ActKind.BRIEF : ActKind.ADD,
                                request.standing().memory().browsed().topic(),
                                "",
                                false)
                        : empty && !browsing
                                ? act.as(ActKind.BRIEF)
                                : browsing
                                                || ActReader.places(act.subject(), language)
                                                        .isEmpty()
                                        ? act
                                        : act.as(ActKind.LIKEWISE);
            case TAKE -> !empty || browsing ? act : isLonger(request) ? whole(request) : act.as(ActKind.BRIEF);
            case LIKEWISE -> act.as(empty ? ActKind.BRIEF : browsing ? ActKind.ADD : ActKind.LIKEWISE);
            case SAVE -> NamedAudience.isRenamed(act, request) ? act.as(ActKind.RENAME) : act;
            case BRING_BACK, ALTERNATIVE -> empty ? act.as(ActKind.BRIEF) : act;
            case COMPARE -> empty && act.other().isBlank() && !act.subject().isBlank() ? act.as(ActKind.BRIEF) : act;
            case REPLACE, CHANGE -> !empty ? act : act.other().isBlank() ? act.as(ActKind.BRIEF) : whole(request);
            default -> act;
        };
    }

    /** "Call it Surfers and save it": one order, under that name. */
    private static List<DialogueAct> named(List<DialogueAct> acts) {
        Optional<DialogueAct> name = acts.stream()
                .filter(act -> act.kind() == ActKind.RENAME || act.kind() == ActKind.SAVE)
                .filter(act -> !act.subject().isEmpty())
                .findFirst();
        boolean saves = acts.stream().anyMatch(PromptReading::savesUnnamed);
        if (name.isEmpty() || !saves) {
            return acts;
        }
        return acts.stream()
                .filter(act -> act != name.get())
                .map(act -> savesUnnamed(act)
                        ? new DialogueAct(act.kind(), name.get().subject(), act.other(), act.thenActivate())
                        : act)
                .toList();
    }

    /**
     * "Indiana was a mistake, lose it": one order, said twice. "Save it as Surfers and tell me how many they are": the
     * question whether to save it says that.
     */
    private static List<DialogueAct> withoutRepeats(List<DialogueAct> acts, Language language) {
        boolean sized = acts.stream().anyMatch(act -> act.kind() == ActKind.SAVE || act.kind() == ActKind.ACTIVATE);
        List<DialogueAct> once = new ArrayList<>();
        for (DialogueAct act : acts) {
            boolean again = !once.isEmpty()
                    && act.kind() == ActKind.DROP
                    && once.get(once.size() - 1).kind() == ActKind.DROP
                    && ActReader.isPronoun(act.subject(), language);
            boolean told = sized && act.kind() == ActKind.COUNT && act.subject().isBlank();
            if (!again && !told) {
                once.add(act);
            }
        }
        return once;
    }

    private static boolean savesUnnamed(DialogueAct act) {
        return act.subject().isEmpty() && (act.kind() == ActKind.SAVE || act.kind() == ActKind.ACTIVATE);
    }

    /** With nothing drafted yet, several sentences that add and leave out are one description. */
    private static boolean isDescription(List<DialogueAct> acts) {
        return (acts.size() > 1 || acts.get(0).kind() == ActKind.DROP)
                && acts.stream().map(DialogueAct::kind).allMatch(DESCRIBING::contains);
    }

    /** Of several sentences the order is only one. */
    private static boolean isLonger(AgentRequest request) {
        return SENTENCE_END.matcher(request.words()).find();
    }

    private static DialogueAct whole(AgentRequest request) {
        return new DialogueAct(ActKind.BRIEF, request.words(), "", false);
    }

    /** The same prompt with what it probably does, if it was taken for a description and describes nothing. */
    Optional<PromptReading> guessed(AgentRequest request) {
        return acts.size() > 1
                ? Optional.empty()
                : ActReader.guess(request.words(), language)
                        .map(act -> new PromptReading(
                                language,
                                unsupported,
                                List.of(here(act, request, language)),
                                memory,
                                steps,
                                Optional.empty()));
    }

    /**
     * Whether no model is asked: what is done with audiences, read from the taxonomy, or outside a model's business.
     */
    public boolean isForRules() {
        return unsupported.isPresent()
                || chosen.isPresent()
                || !edits() && last().kind() != ActKind.QUESTION
                || last().kind() == ActKind.UNDO;
    }

    /** Whether it says that it is about people. */
    boolean describes() {
        return ActReader.describes(last().subject(), language);
    }

    /** Whether it asks for what can be told of a draft or of audiences. */
    boolean asks() {
        return last().kind() == ActKind.COUNT || last().kind() == ActKind.LIST;
    }

    /** Whether all of it was taken for a description. */
    boolean isOneBrief() {
        return acts.size() == 1 && last().kind() == ActKind.BRIEF;
    }

    /** The same with another act in the place of those that were read. */
    PromptReading with(DialogueAct act) {
        return new PromptReading(language, unsupported, List.of(act), memory, steps, Optional.empty());
    }

    DialogueAct last() {
        return acts.get(acts.size() - 1);
    }

    boolean has(ActKind kind) {
        return acts.stream().anyMatch(act -> act.kind() == kind);
    }

    /** Whether it changes the draft. */
    boolean edits() {
        return acts.stream().anyMatch(act -> act.kind().isEdit());
    }

    /** Why a signal is proposed, in the conversation's language whatever that of the prompt seemed to be. */
    static String reason(Signal signal, String reason, MatchResult match, Language language) {
        return match.language() == language
                ? reason
                : match.phrases().stream()
                        .filter(phrase -> phrase.suggestions().stream()
                                .anyMatch(suggestion -> suggestion.signal().equals(signal)))
                        .findFirst()
                        .map(phrase -> language.matched(phrase.words()))
                        .orElse(reason);
    }
}
