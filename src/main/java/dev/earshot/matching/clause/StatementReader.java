package dev.earshot.matching.clause;

import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text → the statements in it that are about people to reach. A short brief is all of that kind; of an email only the
 * sentences that name people count, not its greeting, its background or its signature.
 */
public final class StatementReader {
    /** From this many sentences on a text is taken for a letter, most of which is not about people to reach. */
    private static final int LETTER = 5;

    private static final int LETTER_CHARACTERS = 280;

    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•·>–—+]+|\\(?\\d{1,2}[.)]|[a-z]\\))\\s+");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?;])(?<!\\b(?:vs|etc|e\\.g|i\\.e|approx|no|st|mr|mrs|dr|excl|incl|vb|vs)\\.)\\s+");
    private static final Pattern ELLIPSIS = Pattern.compile("(?:\\.{2,}|…)");
    private static final Pattern LABEL = Pattern.compile("^([\\p{L}\\p{N}'’ /&-]{1,40}?)\\s*:\\s*");

    private final Map<Language, TextLayout> layouts = new EnumMap<>(Language.class);

    public StatementReader() {
        for (Language language : Language.values()) {
            layouts.put(language, new TextLayout(language));
        }
    }

    /**
     * A sentence with what the lines above it say of it.
     *
     * @param follows is not the first behind the heading of its line
     */
    private record Sentence(String text, int start, boolean excluded, boolean follows, boolean listed, boolean anyOf) {}

    public List<Statement> read(String text, Language language) {
        TextLayout layout = layouts.get(language);
        List<Sentence> sentences =
                sentences(new InlineLabels(layout).parted(ELLIPSIS.matcher(text).replaceAll(", ")), layout);
        boolean letter = sentences.size() >= LETTER
                && text.length() >= LETTER_CHARACTERS
                && sentences.stream().filter(Sentence::listed).count() * 2 < sentences.size();
        List<Statement> statements = new ArrayList<>();
        boolean allOut = sentences.stream().allMatch(Sentence::excluded);
        boolean before = false;
        for (Sentence sentence : sentences) {
            before = sentence.listed() || (letter ? isTarget(sentence, layout, before) : !isGreeting(sentence, layout));
            if (before) {
                statements.add(new Statement(
                        sentence.text(), sentence.start(), isOut(sentence, layout, allOut), sentence.anyOf()));
            }
        }
        return statements;
    }

    /** "Not: golfers. Dog owners please": the heading holds for what follows too, unless that is clearly wanted. */
    private static boolean isOut(Sentence sentence, TextLayout layout, boolean allOut) {
        return sentence.excluded() && !(sentence.follows() && (allOut || layout.count("wanted", sentence.text()) > 0));
    }

    private static List<Sentence> sentences(String text, TextLayout layout) {
        List<Sentence> sentences = new ArrayList<>();
        boolean excluding = false;
        boolean aside = false;
        boolean list = false;
        int start = 0;
        for (String line : text.split("\n", -1)) {
            int at = start;
            start += line.length() + 1;
            if (line.isBlank()) {
                excluding = false;
                aside = false;
                list = false;
                continue;
            }
            Matcher bullet = BULLET.matcher(line);
            boolean bulleted = bullet.find();
            String content = bulleted ? line.substring(bullet.end()) : line;
            at += bulleted ? bullet.end() : 0;
            list = bulleted && list;
            Matcher label = LABEL.matcher(content);
            boolean labelled = label.find();
            String said = labelled ? label.group(1).strip() : content.strip();
            boolean alone = labelled && label.end() == content.stripTrailing().length();
            if (!bulleted
                    && (labelled || isShort(content))
                    && layout.is("excluding heading", said.replaceAll("[:.]$", ""))) {
                excluding = alone || !labelled;
                aside = false;
                if (labelled && !alone) {
                    addAll(sentences, content.substring(label.end()), at + label.end(), true, true, false);
                }
                list = true;
                continue;
            }
            if (labelled
                    && layout.is("aside", said)
                    && !(layout.is("timing", said) && (alone || layout.count("looks back", content) > 0))) {
                aside = alone;
                continue;
            }
            boolean heads = labelled && layout.is("heading", said);
            if (heads || (alone && !bulleted)) {
                excluding = bulleted && excluding;
                aside = false;
                boolean counts = heads && layout.is("counted heading", said);
                content = counts ? content : content.substring(label.end());
                at += counts ? 0 : label.end();
                list = true;
            } else if (!bulleted) {
                excluding = excluding && isShort(content);
                aside = false;
            }
            if (!aside && !content.isBlank()) {
                boolean out = bulleted && labelled && layout.is("excluding heading", said);
                addAll(
                        sentences,
                        out ? content.substring(label.end()) : content,
                        at,
                        excluding || out,
                        bulleted || heads,
                        heads && layout.is("heading of any", said));
            }
        }
        return sentences;
    }

    private static boolean isShort(String line) {
        return line.length() <= 40;
    }

    private static void addAll(
            List<Sentence> to, String line, int start, boolean excluded, boolean listed, boolean anyOf) {
        int from = 0;
        Matcher end = SENTENCE_END.matcher(line);
        while (end.find()) {
            to.add(new Sentence(line.substring(from, end.start()), start + from, excluded, from > 0, listed, anyOf));
            from = end.end();
        }
        if (from < line.length()) {
            to.add(new Sentence(line.substring(from), start + from, excluded, from > 0, listed, anyOf));
        }
    }

    private static boolean isGreeting(Sentence sentence, TextLayout layout) {
        String text = sentence.text().strip().replaceAll("[.!,;]+$", "");
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
        int wanted = layout.count("target", text) + layout.count("wish", text);
        int excluded = layout.count("excluding target", text);
        int background = layout.count("background", text);
        if (wanted == 0 && layout.count("creative", text) > 0) {
            return false;
        }
        boolean goesOn = before && background == 0 && layout.count("continuation", text) > 0;
        boolean answers = before && background == 0 && text.endsWith("?");
        return wanted + 2 * excluded + (goesOn ? 1 : 0) + (answers ? 1 : 0) > background;
    }
}
