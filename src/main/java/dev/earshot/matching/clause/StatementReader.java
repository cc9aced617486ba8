package dev.earshot.matching.clause;

import dev.earshot.matching.pattern.SearchedText;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text → the statements in it that are about people to reach. A short brief is all of that kind; of an email only the
 * sentences that name people count, not its greeting, its background or its signature.
 */
public final class StatementReader {
    /** From this many sentences on a text is taken for a letter, most of which is not about people to reach. */
    private static final int LETTER = 5;

    private static final int LETTER_CHARACTERS = 280;

    /** Around so many listed lines what is written out is a letter too. */
    private static final int SHEET = 3;

    private static final int SHORT_LINE = 40;

    private static final Pattern END = Pattern.compile("[.!,;]+$");

    private static final Pattern ELLIPSIS = Pattern.compile("(?:\\.{2,}|…)");

    private final Map<Language, TextLayout> layouts = new EnumMap<>(Language.class);

    public StatementReader() {
        for (Language language : Language.values()) {
            layouts.put(language, new TextLayout(language));
        }
    }

    /** The text with its tables written as lists. */
    public String lines(String text, Language language) {
        return new SheetReader(layouts.get(language)).lines(text);
    }

    public List<Statement> read(String text, Language language) {
        TextLayout layout = layouts.get(language);
        String lines = ELLIPSIS.matcher(text).replaceAll(", ");
        List<Sentence> sentences = new SentenceReader(layout).read(new InlineLabels(layout).parted(lines));
        boolean letter = sentences.size() >= LETTER
                && text.length() >= LETTER_CHARACTERS
                && sentences.stream().filter(StatementReader::isListed).count() * 2 < sentences.size();
        List<Statement> statements = new ArrayList<>();
        boolean allOut = sentences.stream().allMatch(Sentence::excluded);
        boolean before = false;
        boolean sheet = !letter && sentences.stream().filter(Sentence::listed).count() >= SHEET;
        boolean goesOn = false;
        for (Sentence whole : sentences) {
            Sentence sentence = letter ? behindColon(whole, layout) : whole;
            boolean prose = sheet && sentence.text().strip().length() > SHORT_LINE;
            before = (letter ? isListed(sentence) : sentence.listed())
                    || (letter || prose
                            ? isTarget(sentence, layout, before)
                                    || goesOn && layout.count("background", sentence.text()) == 0
                            : !isGreeting(sentence, layout));
            goesOn = before && sentence.text().endsWith(";");
            if (before) {
                statements.add(new Statement(
                        sentence.text(),
                        sentence.start(),
                        isOut(sentence, layout, allOut),
                        sentence.anyOf(),
                        sentence.choice()));
            }
        }
        return statements;
    }

    /** "Not for: students. The tone can be silly": of a letter's line only the first sentence is what was headed. */
    private static boolean isListed(Sentence sentence) {
        return sentence.listed() && !(sentence.excluded() && sentence.follows());
    }

    /** "Last year went too far, so let's be clear: mothers who work": only what is behind the colon is about people. */
    private static Sentence behindColon(Sentence sentence, TextLayout layout) {
        int colon = sentence.text().indexOf(": ");
        boolean label = colon <= SHORT_LINE;
        if (colon < 0 || sentence.listed() || label && layout.count("background", sentence.text()) > 0) {
            return sentence;
        }
        Sentence before = sentence.part(0, colon);
        Sentence behind = sentence.part(colon + 2, sentence.text().length());
        return !isTarget(before, layout, false) && isTarget(behind, layout, false) ? behind : sentence;
    }

    /** "Not: golfers. Dog owners please": the heading holds for what follows too, unless that is clearly wanted. */
    private static boolean isOut(Sentence sentence, TextLayout layout, boolean allOut) {
        return sentence.excluded() && !(sentence.follows() && (allOut || layout.count("wanted", sentence.text()) > 0));
    }

    private static boolean isGreeting(Sentence sentence, TextLayout layout) {
        String text = END.matcher(sentence.text().strip()).replaceAll("");
        int comma = text.indexOf(',');
        boolean goesOn = comma > 0
                && (layout.count("target", text.substring(comma)) > 0
                        || layout.is("salutation", text)
                                && !layout.is(
                                        "greeting", text.substring(comma + 1).strip()));
        return !goesOn && layout.is("greeting", text);
    }

    private static boolean isTarget(Sentence sentence, TextLayout layout, boolean before) {
        String text = sentence.text().strip();
        if (isGreeting(sentence, layout)) {
            return false;
        }
        SearchedText searched = layout.searched(text);
        int wanted = layout.count("target", searched) + layout.count("wish", searched);
        int excluded = layout.count("excluding target", searched);
        int background = layout.count("background", searched);
        if (wanted == 0 && layout.count("creative", searched) > 0) {
            return false;
        }
        boolean goesOn = before && background == 0 && layout.count("continuation", searched) > 0;
        boolean answers = before && background == 0 && text.endsWith("?");
        return wanted + 2 * excluded + (goesOn ? 1 : 0) + (answers ? 1 : 0) > background;
    }
}
