package dev.earshot.chat.agent.act;

import dev.earshot.chat.agent.act.WordBag.WordList;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways in which the acts are said in one language: {@code dialogue/acts-en.txt}, {@code acts-tr.txt}. */
final class ActGrammar {
    private static final Map<Language, ActGrammar> ALL = new EnumMap<>(Language.class);
    /** No order is so long, by itself; what is hidden in long texts is looked for all the same. */
    private static final int LONGEST = 160;
    /** Shorter words are too much alike to be mended. */
    private static final int LONG_ENOUGH = 4;
    /** Lists named so have no words that orders are told by. */
    private static final String ASIDE = "aside";

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new ActGrammar(language));
        }
    }

    private final FormsByBeginning<ActForm> forms = new FormsByBeginning<>();
    /** Forms that are told by the words that are fillers elsewhere: "just keep Texas". */
    private final FormsByBeginning<ActForm> whole = new FormsByBeginning<>();
    /** Forms that are answers where something was asked, and something else where nothing was: "go on". */
    private final FormsByBeginning<ActForm> answers = new FormsByBeginning<>();

    private final List<ActForm> guesses = new ArrayList<>();
    /** Bags with a word that no list knows, for what nothing else is. */
    private final List<WordBag> nearly = new ArrayList<>();

    private final FormsByBeginning<ActPattern> questions = new FormsByBeginning<>();
    private final PartNames parts = new PartNames();
    private final CueSpelling spelling;
    private final WordList people;
    private final Asides asides = new Asides();
    private final Fillers fillers = new Fillers();
    private Pattern pronoun;
    private ClauseJoints joints;

    private final Language language;

    private ActGrammar(Language language) {
        this.language = language;
        GrammarFile file = new GrammarFile("dialogue/acts-" + language.name().toLowerCase(Locale.ROOT) + ".txt");
        List<String> words = new ArrayList<>();
        Map<String, String> shorthand = new HashMap<>();
        Set<String> known = file.lists().entrySet().stream()
                .filter(list -> !list.getKey().startsWith(ASIDE))
                .flatMap(list -> list.getValue().words().stream())
                .collect(Collectors.toSet());
        known.stream().filter(word -> word.length() >= LONG_ENOUGH).forEach(words::add);
        for (GrammarFile.Entry entry : file.entries()) {
            String value = entry.value();
            switch (entry.key()) {
                case "front" -> fillers.startWith(value);
                case "back" -> fillers.endWith(value);
                case "pronoun" -> pronoun = Pattern.compile(value);
                case "joint" -> asides.joinedBy(value);
                case "orders" -> joints = ClauseJoints.of(language, value);
                case "words" -> words.addAll(List.of(value.split("\\|")));
                case "shorthand" ->
                    List.of(value.split("\\|")).forEach(pair -> shorthand.put(pair.split("=")[0], pair.split("=")[1]));
                case "cardinal" -> parts.addCardinals(value);
                case "ordinal" -> parts.addOrdinals(value);
                default -> add(entry, file.lists());
            }
        }
        people = file.lists().get("people");
        spelling = new CueSpelling(words, known, shorthand);
    }

    static ActGrammar of(Language language) {
        return ALL.get(language);
    }

    private void add(GrammarFile.Entry entry, Map<String, WordList> lists) {
        String key = entry.key();
        if (key.startsWith("part ")) {
            parts.add(DraftPart.valueOf(key.substring(5)), entry.value());
        } else if (key.equals("bag")) {
            forms.add(WordBag.parse(entry.value(), lists));
        } else if (key.equals("frame")) {
            forms.add(OrderFrame.parse(entry.value(), lists));
        } else if (key.equals(ASIDE)) {
            asides.addBag(entry.value(), lists);
        } else if (key.equals("nearly")) {
            nearly.add(WordBag.parse(entry.value(), lists, 1));
        } else if (key.equals("guess")) {
            guesses.add(WordBag.parse(entry.value(), lists));
        } else if (key.startsWith("asked ")) {
            answers.addAll(ActPattern.of(ActKind.valueOf(key.substring(6)), entry.value()));
        } else if (key.startsWith("whole ")) {
            whole.addAll(ActPattern.of(ActKind.valueOf(key.substring(6)), entry.value()));
        } else if (key.equals(ActKind.QUESTION.name())) {
            questions.addAll(ActPattern.of(ActKind.QUESTION, entry.value()));
        } else if (!asides.add(key, entry.value())) {
            forms.addAll(ActPattern.of(ActKind.valueOf(key), entry.value()));
        }
    }

    /** The act that this text is as a whole, without fillers before and after it. */
    Optional<DialogueAct> read(SpokenText text, boolean question) {
        List<SpokenText> cores = fillers.cores(text);
        SpokenText core = cores.get(cores.size() - 1);
        return first(text, true)
                .or(() -> whole(cores))
                .or(() -> IntStream.range(0, cores.size())
                        .mapToObj(index -> cores.get(cores.size() - 1 - index))
                        .flatMap(part -> first(part, false).stream())
                        .findFirst())
                .or(() -> nearly(core))
                .or(() -> question(core, question));
    }

    private Optional<DialogueAct> whole(List<SpokenText> cores) {
        return cores.stream()
                .flatMap(part -> whole.of(part.folded()).flatMap(form -> form.read(part).stream()))
                .findFirst();
    }

    /** "That was a mistake, cancel it": an order that says why, and is one as a whole. */
    Optional<DialogueAct> reasoned(SpokenText text) {
        return whole(fillers.cores(text)).filter(act -> switch (act.kind()) {
            case UNDO, SAVE, WHY, BROWSE -> true;
            case REPLACE -> !act.other().isBlank();
            case DROP ->
                part(act.subject()).isPresent() || !places(act.subject()).isEmpty();
            default -> false;
        });
    }

    private Optional<DialogueAct> nearly(SpokenText core) {
        List<String> described = core.words().stream().filter(people::has).toList();
        return nearly.stream()
                .filter(bag -> described.stream().allMatch(bag.allowed()::has))
                .flatMap(bag -> bag.read(core).stream())
                .findFirst();
    }

    /** What a text may do that is no form of an act and describes nothing. */
    Optional<DialogueAct> guess(SpokenText text) {
        return guesses.stream().flatMap(form -> form.read(text).stream()).findFirst();
    }

    /** What answers a question, and would mean something else otherwise. */
    Optional<DialogueAct> answer(SpokenText text) {
        return answers.of(text.folded())
                .flatMap(form -> form.read(text).stream())
                .findFirst();
    }

    private Optional<DialogueAct> first(SpokenText text, boolean byFillers) {
        return forms.of(text.folded())
                .filter(form -> text.folded().length() <= LONGEST || form.kind() == ActKind.INJECTION)
                .filter(form -> !byFillers || form.kind().isToldByFillers())
                .flatMap(form -> form.read(text).stream())
                .findFirst();
    }

    /** "What they hate: students" asks nothing. */
    private Optional<DialogueAct> question(SpokenText core, boolean question) {
        String text = core.folded() + (question ? "?" : "");
        return questions
                .of(text)
                .filter(pattern -> (question || !text.contains(": ")) && pattern.fits(text))
                .findFirst()
                .map(pattern -> DialogueAct.of(ActKind.QUESTION, core.original()));
    }

    /** The text without "ok, now could you please" before it and "thanks" after it. */
    SpokenText core(SpokenText text) {
        return fillers.core(text);
    }

    /** Whether it says nothing by itself: "just curious". */
    boolean isFiller(SpokenText text) {
        return fillers.isAll(text);
    }

    Asides asides() {
        return asides;
    }

    /** The sentences and orders that it consists of. */
    List<SpokenText> clauses(SpokenText text) {
        return joints.clauses(text);
    }

    boolean isPronoun(String words) {
        return words.isBlank() || pronoun.matcher(SpokenText.of(words).folded()).matches();
    }

    /** A text with no words of orders from another language. */
    String translated(String text) {
        return language == Language.TR ? TurkishRequests.translated(text) : text;
    }

    /** A polite request as the order that it is. */
    String plain(String text) {
        return language == Language.TR ? TurkishRequests.plain(text) : text;
    }

    /** The text with its misspelt cue words mended, and its shorthand written out. */
    String mended(String text) {
        return spelling.mended(text);
    }

    boolean describes(SpokenText text) {
        return text.words().stream().anyMatch(people::has);
    }

    Optional<DraftPart> part(String words) {
        return parts.part(words);
    }

    /** The places in a list that are named, counted from 0: "the first two". */
    List<Integer> places(String words) {
        return parts.places(words);
    }

    /** The place in a list that is named, counted from 0: "the second one". */
    Optional<Integer> ordinal(String words) {
        return parts.ordinal(words);
    }
}
