package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
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

    private final List<Rewriting> patterns = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();

    /** @param required a text without which the pattern needn't be tried */
    private record Rewriting(Pattern pattern, String required, String text) {}

    public Notation(Language language) {
        for (String line : TextResource.lines("signal/notation-" + language.suffix() + ".txt")) {
            if (line.startsWith("/")) {
                int end = line.lastIndexOf("/ => ");
                int flags = line.matches(".*\\[?[A-Z]{1,2}[a-z]?\\]?.*") ? 0 : Pattern.CASE_INSENSITIVE;
                patterns.add(new Rewriting(
                        Pattern.compile(line.substring(1, end), flags | Pattern.UNICODE_CASE),
                        RequiredText.of(line.substring(1, end)),
                        line.substring(end + 5)));
            } else {
                int equals = line.indexOf('=');
                words.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    public String writtenOut(String text) {
        String written = text;
        String lower = text.toLowerCase(Locale.ROOT);
        for (Rewriting rewriting : patterns) {
            if (!lower.contains(rewriting.required())) {
                continue;
            }
            Matcher matcher = rewriting.pattern().matcher(written);
            if (matcher.find()) {
                written = matcher.replaceAll(" " + rewriting.text() + " ");
                lower = written.toLowerCase(Locale.ROOT);
            }
        }
        return withoutAbbreviations(written);
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
