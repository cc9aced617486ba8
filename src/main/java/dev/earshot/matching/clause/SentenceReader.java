package dev.earshot.matching.clause;

import dev.earshot.matching.clause.Statement.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text → its sentences, line by line: bullets, headings and what they say of the lines below them. */
final class SentenceReader {
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•·>–—+]+|\\(?\\d{1,2}[.)]|[a-z]\\))\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\(?\\d{1,2}[.)]\\s");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?;])(?<!\\b(?:vs|etc|e\\.g|i\\.e|approx|no|st|mr|mrs|dr|excl|incl|vb|vs)\\.)\\s+");
    private static final Pattern LABEL =
            Pattern.compile("^([\\p{L}\\p{N}'’ /&-]{1,40}?)\\s*([:?=]|(?<=\\s)[–—-](?=\\s))\\s*");

    private static final Pattern TITLE_END = Pattern.compile("\n|[.!:;] +|\\s[–—-]\\s");

    private static final int MOST_SIGNED = 4;
    /** No title has more letters. */
    private static final int LONGEST_TITLE = 140;

    private final TextLayout layout;
    private final List<Sentence> sentences = new ArrayList<>();

    /** The line that is read stands right above a list. */
    private boolean headsList;

    /** What the heading above says of the lines below it. */
    private boolean excluding;

    private boolean aside;
    private Choice choice = Choice.NONE;

    SentenceReader(TextLayout layout) {
        this.layout = layout;
    }

    List<Sentence> read(String text) {
        int start = titleEnd(text);
        String[] lines = text.substring(start).split("\n", -1);
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at];
            headsList = at + 1 < lines.length && BULLET.matcher(lines[at + 1]).find();
            if (layout.is("closing", line.strip()) && isSignature(text.substring(start + line.length()))) {
                return sentences;
            }
            if (line.isBlank()) {
                endList();
            } else {
                Matcher bullet = BULLET.matcher(line);
                boolean bulleted = bullet.find();
                int begin = bulleted ? bullet.end() : 0;
                readLine(
                        line.substring(begin),
                        start + begin,
                        bulleted && !(headsList && isNumbered(line) && !isNumbered(lines[at + 1])));
            }
            start += line.length() + 1;
        }
        return sentences;
    }

    /** "2. Target group", which is a heading where bullets stand below it. */
    private static boolean isNumbered(String line) {
        return NUMBER.matcher(line).lookingAt();
    }

    /** What stands below "Many thanks,": a name, a role, a company. */
    private boolean isSignature(String rest) {
        return rest.lines().filter(line -> !line.isBlank()).count() <= MOST_SIGNED
                && rest.lines().allMatch(line -> isShort(line) && layout.count("target", line) == 0);
    }

    private void endList() {
        excluding = false;
        aside = false;
        choice = Choice.NONE;
    }

    private void readLine(String content, int at, boolean bulleted) {
        Matcher label = LABEL.matcher(content);
        boolean labelled = label.find() && (label.group(2).equals(":") || isHeading(label.group(1)));
        String said = labelled ? label.group(1).strip() : content.strip();
        boolean alone = labelled && label.end() == content.stripTrailing().length();
        boolean above = alone || headsList && !bulleted && isShort(content);
        boolean out = (labelled || isShort(content)) && leavesOut(said) || (above || labelled) && denies(said);
        if (out && !bulleted) {
            endList();
            excluding = alone || !labelled;
            if (labelled && !alone) {
                add(content.substring(label.end()), at + label.end(), new Marks(true, true, true, false, Choice.NONE));
            }
            return;
        }
        if ((labelled || above || isCapitals(content)) && isAside(said, content, alone)) {
            aside = alone || !labelled || bulleted && aside;
            excluding = bulleted && !aside && excluding;
            readBehind(content, at);
            return;
        }
        boolean heads = (labelled || above) && layout.is("heading", said);
        boolean choosing = heads && layout.is("heading of choice", said);
        int from = 0;
        if (heads || (alone && !bulleted)) {
            excluding = bulleted && excluding;
            aside = bulleted && aside;
            choice = choosing ? Choice.WITHIN : Choice.NONE;
            from = heads && layout.is("counted heading", said) ? 0 : labelled ? label.end() : content.length();
        } else if (!bulleted) {
            excluding = excluding && isShort(content);
            aside = aside && layout.count("target", content) <= layout.count("background", content);
            choice = Choice.NONE;
        } else if (labelled && out) {
            from = label.end();
        }
        if (!aside && from < content.length() && !content.isBlank()) {
            boolean any = heads && layout.is("heading of any", said);
            add(
                    content.substring(from),
                    at + from,
                    new Marks(excluding || from > 0 && out, bulleted || heads, bulleted, any, choice));
            choice = bulleted && choice == Choice.WITHIN ? Choice.WITH_BEFORE : choice;
        }
    }

    /** "Background: we sell to golfers. We are after runners now": the first sentence is background in any case. */
    private void readBehind(String line, int at) {
        Matcher end = SENTENCE_END.matcher(line);
        int from = line.length();
        while (end.find()) {
            readTarget(line, from, end.start(), at);
            from = end.end();
        }
        readTarget(line, from, line.length(), at);
    }

    private void readTarget(String line, int from, int to, int at) {
        String sentence = from < to ? line.substring(from, to) : "";
        if (layout.count("target", sentence) > layout.count("background", sentence)) {
            add(sentence, at + from, true, new Marks(false, false, false, false, Choice.NONE));
        }
    }

    private boolean leavesOut(String said) {
        return layout.is("excluding heading", said.replaceAll("[:.?]$", ""));
    }

    /** "Who they don't want:", "must not include". */
    private boolean denies(String said) {
        return layout.is("denying heading", said);
    }

    /** "WHY" on a line of its own. */
    private static boolean isCapitals(String line) {
        return isShort(line)
                && line.chars().anyMatch(Character::isLetter)
                && line.equals(line.toUpperCase(Locale.ROOT));
    }

    /** A line about timing is none if it says what was done. */
    private boolean isAside(String said, String content, boolean alone) {
        return layout.is("aside", said)
                && !(layout.is("timing", said) && (alone || layout.count("looks back", content) > 0));
    }

    /** Where the text goes on behind a first line like "Frozen pizza launch – Q3", which says what is advertised. */
    private int titleEnd(String text) {
        int begin = text.length() - text.stripLeading().length();
        Matcher end = TITLE_END.matcher(text).region(begin, text.length());
        boolean first = true;
        boolean line = false;
        while (!line
                && end.find()
                && end.start() - begin <= LONGEST_TITLE
                && !text.substring(end.end()).isBlank()) {
            line = end.group().equals("\n");
            boolean parted = first && !line && !end.group().startsWith(".");
            if (isTitle(text.substring(begin, end.start()).strip(), parted)) {
                return end.end();
            }
            first = false;
        }
        return 0;
    }

    private boolean isTitle(String said, boolean parted) {
        return (layout.is("title", said) || parted && layout.is("product title", said))
                && layout.count("target", said) == 0;
    }

    /** "Who not?" */
    private boolean isHeading(String asked) {
        String words = asked.strip();
        return layout.is("heading", words) || layout.is("excluding heading", words) || layout.is("aside", words);
    }

    private static boolean isShort(String line) {
        return line.length() <= 40;
    }

    /** What holds for all sentences of a line. */
    private record Marks(boolean excluded, boolean listed, boolean bulleted, boolean anyOf, Choice choice) {}

    private void add(String line, int start, Marks marks) {
        int from = 0;
        Matcher end = SENTENCE_END.matcher(line);
        while (end.find()) {
            add(line.substring(from, end.start()), start + from, from > 0, marks);
            from = end.end();
        }
        if (from < line.length()) {
            add(line.substring(from), start + from, from > 0, marks);
        }
    }

    /** Of a letter's line only the first sentence stands behind the heading; a bullet is one thing. */
    private void add(String sentence, int start, boolean follows, Marks marks) {
        sentences.add(new Sentence(
                sentence,
                start,
                marks.excluded(),
                follows,
                marks.listed() && (!follows || marks.bulleted()),
                marks.anyOf(),
                marks.choice()));
    }
}
