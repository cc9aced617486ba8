package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
import dev.earshot.matching.pattern.MatchStarts;
import dev.earshot.matching.pattern.RequiredText;
import dev.earshot.matching.pattern.RequiredTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes planners' shorthand out: "F25-34 w/ HHI $75k+" → "women aged 25-34 with household income $75k+". */
public final class Notation {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final int LONGEST = 9;
    /** No shorthand goes further than that from what it can't lack. */
    private static final int REACH = 90;

    private static final String ANY_CASE = "/(?i)";

    /** A pattern with capitals is about capitals. */
    private static final Pattern CAPITALS = Pattern.compile(".*\\[?[A-Z]{1,2}[a-z]?\\]?.*");

    private final List<Rewriting> patterns = new ArrayList<>();
    /** Without which a pattern needn't be tried; for each pattern, in their order. */
    private final RequiredTexts required;

    private final Map<String, String> words = new HashMap<>();

    /**
     * @param starts where the pattern needs to be tried
     * @param anyCase folded and tried on the folded text, so that it also fits Turkish typed without its letters;
     *     ignoring case while matching takes several times as long
     */
    private record Rewriting(Pattern pattern, MatchStarts starts, boolean anyCase, String text) {}

    public Notation(Language language) {
        List<RequiredText> requiredByEach = new ArrayList<>();
        for (String line : TextResource.lines("signal/notation-" + language.suffix() + ".txt")) {
            if (line.startsWith("/")) {
                int end = line.lastIndexOf("/ => ");
                boolean marked = line.startsWith(ANY_CASE);
                boolean anyCase = marked || !CAPITALS.matcher(line).matches();
                String written = line.substring(marked ? ANY_CASE.length() : 1, end);
                String regex = anyCase ? Folding.letters(written) : written;
                requiredByEach.add(RequiredText.of(Folding.letters(written)));
                patterns.add(
                        new Rewriting(Pattern.compile(regex), MatchStarts.of(regex), anyCase, line.substring(end + 5)));
            } else {
                int equals = line.indexOf('=');
                words.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        required = new RequiredTexts(requiredByEach);
    }

    public String writtenOut(String text) {
        String written = text;
        String lower = Folding.inPlace(text);
        RequiredTexts.Places places = required.in(lower);
        for (int at = 0; at < patterns.size(); at++) {
            List<int[]> stretches = places.near(at, REACH);
            if (!stretches.isEmpty()) {
                Rewriting rewriting = patterns.get(at);
                String changed = replaced(written, rewriting, rewriting.anyCase() ? lower : written, stretches);
                if (changed != written) {
                    written = changed;
                    lower = Folding.inPlace(written);
                    places = required.in(lower);
                }
            }
        }
        return withoutAbbreviations(written);
    }

    /** The text itself where nothing is to be replaced in these stretches of it. */
    private static String replaced(String text, Rewriting rewriting, String searched, List<int[]> stretches) {
        Matcher matcher =
                rewriting.pattern().matcher(searched).useTransparentBounds(true).useAnchoringBounds(false);
        StringBuilder written = null;
        int from = 0;
        for (int[] stretch : stretches) {
            int at = Math.max(from, stretch[0]);
            while (at < stretch[1] && rewriting.starts().find(matcher, searched, at, stretch[1])) {
                written = written == null ? new StringBuilder(text.length() + 32) : written;
                written.append(text, from, matcher.start());
                append(written, rewriting.text(), text, matcher);
                from = matcher.end();
                at = Math.max(from, matcher.start() + 1);
            }
        }
        return written == null
                ? text
                : written.append(text, from, text.length()).toString();
    }

    private static void append(StringBuilder written, String replacement, String text, Matcher matcher) {
        written.append(' ');
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '$' && i + 1 < replacement.length()) {
                int group = replacement.charAt(++i) - '0';
                written.append(text, Math.max(0, matcher.start(group)), Math.max(0, matcher.end(group)));
            } else {
                written.append(c);
            }
        }
        written.append(' ');
    }

    private String withoutAbbreviations(String text) {
        StringBuilder written = new StringBuilder(text.length() + 32);
        Matcher word = WORD.matcher(text);
        int from = 0;
        while (word.find()) {
            String meaning = meaning(word.group());
            if (meaning != null) {
                written.append(text, from, word.start()).append(meaning);
                from = word.end();
            }
        }
        return from == 0 ? text : written.append(text, from, text.length()).toString();
    }

    /** "FTHBs" are several of what "FTHB" is. */
    private String singular(String word) {
        boolean plural =
                word.length() > 3 && word.endsWith("s") && Character.isUpperCase(word.charAt(word.length() - 2));
        return plural ? words.get(word.substring(0, word.length() - 1)) : null;
    }

    private String meaning(String word) {
        if (word.length() > LONGEST) {
            return null;
        }
        String exact = words.getOrDefault(word, singular(word));
        return exact != null ? exact : words.get(word.toLowerCase(Locale.ROOT));
    }
}
