package dev.earshot.chat.agent.act;

import dev.earshot.common.TextResource;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which the acts are said in one language: {@code dialogue/acts-en.txt}, {@code acts-tr.txt}. */
final class ActGrammar {
    private static final Map<Language, ActGrammar> ALL = new EnumMap<>(Language.class);
    private static final Pattern MACRO = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern DEFINITION = Pattern.compile("([a-z]+) = (.+)");
    private static final int MOST_FILLERS = 8;

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new ActGrammar(language));
        }
    }

    private final Map<String, String> macros = new HashMap<>();
    private final List<ActPattern> patterns = new ArrayList<>();
    private final Map<DraftPart, Pattern> parts = new EnumMap<>(DraftPart.class);
    private final List<String> ordinals = new ArrayList<>();
    private final CueSpelling spelling;
    private Pattern front;
    private Pattern back;
    private Pattern joint;

    private ActGrammar(Language language) {
        List<String> words = new ArrayList<>();
        for (String line : TextResource.lines("dialogue/acts-" + language.name().toLowerCase(Locale.ROOT) + ".txt")) {
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()) {
                macros.put(definition.group(1), definition.group(2));
            } else {
                int colon = line.indexOf(": ");
                add(line.substring(0, colon), expanded(line.substring(colon + 2)), words, language);
            }
        }
        spelling = new CueSpelling(words);
    }

    static ActGrammar of(Language language) {
        return ALL.get(language);
    }

    private void add(String key, String value, List<String> words, Language language) {
        switch (key) {
            case "front" -> front = Pattern.compile("(?:" + value + ")(?:[ ,.!:;…-]+|$)");
            case "back" -> back = Pattern.compile("[ ,.!;…-]+(?:" + value + ")$");
            case "orders" -> joint = joint(value, language);
            case "words" -> words.addAll(List.of(value.split("\\|")));
            case "ordinal" -> ordinals.addAll(List.of(value.split("\\|")));
            default -> {
                if (key.startsWith("part ")) {
                    parts.put(DraftPart.valueOf(key.substring(5)), Pattern.compile(value));
                } else {
                    patterns.add(new ActPattern(ActKind.valueOf(key), value));
                }
            }
        }
    }

    /**
     * Where a sentence ends, or another order begins: orders begin with their verb in English and end with it in
     * Turkish.
     */
    private static Pattern joint(String orders, Language language) {
        String sentence = "[.!?;…]+ +| - ";
        return Pattern.compile(
                language == Language.EN
                        ? sentence + "|,? *\\b(?:and|but|then|,) +(?:then |also |now |please )*(?=(?:" + orders
                                + ")\\b)"
                        : sentence + "|(?<=\\b(?:" + orders.replace("\\w*", "\\w{0,14}")
                                + "))(?:,| ve| sonra| ama)+ +");
    }

    private String expanded(String text) {
        Matcher macro = MACRO.matcher(text);
        return macro.find() ? expanded(macro.replaceAll(name -> Matcher.quoteReplacement(macro(name.group(1))))) : text;
    }

    private String macro(String name) {
        String text = macros.get(name);
        if (text == null) {
            throw new IllegalStateException("No " + name + " in the grammar of acts");
        }
        return text;
    }

    /** The act that this text is as a whole, without fillers before and after it. */
    Optional<DialogueAct> read(SpokenText text, boolean question) {
        SpokenText core = core(text);
        return first(text, true)
                .or(() -> first(core, false))
                .or(() -> core == text ? Optional.empty() : first(text, false))
                .or(() -> question(core, question));
    }

    private Optional<DialogueAct> first(SpokenText text, boolean onlyShort) {
        return patterns.stream()
                .filter(pattern -> pattern.kind() != ActKind.QUESTION)
                .filter(pattern -> !onlyShort || pattern.kind().isShort())
                .flatMap(pattern -> pattern.read(text).stream())
                .findFirst();
    }

    private Optional<DialogueAct> question(SpokenText core, boolean question) {
        String text = core.folded() + (question ? "?" : "");
        return patterns.stream()
                .filter(pattern -> pattern.kind() == ActKind.QUESTION && pattern.fits(text))
                .findFirst()
                .map(pattern -> DialogueAct.of(ActKind.QUESTION, core.original()));
    }

    /** The text without "ok, now could you please" before it and "thanks" after it. */
    SpokenText core(SpokenText text) {
        SpokenText core = text;
        for (int i = 0; i < MOST_FILLERS; i++) {
            Matcher before = front.matcher(core.folded());
            if (before.lookingAt() && before.end() < core.folded().length()) {
                core = core.part(before.end(), core.folded().length());
            }
            Matcher after = back.matcher(core.folded());
            if (after.find() && after.start() > 0) {
                core = core.part(0, after.start());
            }
        }
        return core;
    }

    /** The sentences and orders that it consists of. */
    List<SpokenText> clauses(SpokenText text) {
        List<SpokenText> clauses = new ArrayList<>();
        Matcher joints = joint.matcher(text.folded());
        int from = 0;
        while (joints.find()) {
            clauses.add(text.part(from, joints.start()));
            from = joints.end();
        }
        clauses.add(text.part(from, text.folded().length()));
        return clauses.stream().filter(clause -> !clause.isEmpty()).toList();
    }

    /** The text with its misspelt cue words mended. */
    String mended(String text) {
        return spelling.mended(text);
    }

    Optional<DraftPart> part(String words) {
        String folded = SpokenText.of(words).folded();
        return parts.entrySet().stream()
                .filter(part -> part.getValue().matcher(folded).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The place in a list that is named, counted from 0: "the second one". */
    Optional<Integer> ordinal(String words) {
        String folded = SpokenText.of(words).folded();
        Matcher number = Pattern.compile(
                        "(?:number |no\\.? ?|#)?(\\d{1,2})(?:st|nd|rd|th|inci|nci|uncu|ncu|\\.)?(?: \\w+)?")
                .matcher(folded);
        if (number.matches()) {
            return Optional.of(Integer.parseInt(number.group(1)) - 1);
        }
        for (int i = 0; i < ordinals.size(); i++) {
            if (folded.matches("(the )?" + ordinals.get(i) + "\\w{0,4}( (one|group|condition|signal|item|criterion"
                    + "|kosul\\w*|sinyal\\w*|madde\\w*|grup\\w*|grub\\w*|olan\\w*))?")) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
