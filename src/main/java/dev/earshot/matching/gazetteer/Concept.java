package dev.earshot.matching.gazetteer;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the lexicon: what people say in either language and the names of the signals that they mean by it. It
 * names signals, not ids, so that it serves every taxonomy that speaks of the same things.
 *
 * @param isName its terms are names, the same in both languages, and keep their words even where none of the signals
 *     exists
 */
public record Concept(List<Target> targets, List<Term> english, List<Term> turkish, boolean isName) {

    /**
     * @param ancestor a tier that the signal must lie under, empty for any; tells apart signals of the same name
     * @param weak meant only where the stronger targets don't exist
     */
    public record Target(String ancestor, String name, boolean weak) {
        static Target parse(String text) {
            boolean weak = text.startsWith("~") || text.endsWith("~");
            String plain = text.replace("~", "");
            int under = plain.indexOf('>');
            return under < 0
                    ? new Target("", plain.strip(), weak)
                    : new Target(
                            plain.substring(0, under).strip(),
                            plain.substring(under + 1).strip(),
                            weak);
        }
    }

    /** @param modifier tells which of several signals is meant ("used", "frozen") but is no evidence by itself */
    public record Term(String text, boolean modifier) {}

    public static Concept parse(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("Not 'targets | English | Turkish': " + line);
        }
        List<Target> targets = new ArrayList<>();
        for (String target : fields[0].split(";")) {
            targets.add(Target.parse(target.strip()));
        }
        return new Concept(targets, terms(fields[1]), terms(fields[2]), false);
    }

    Concept asName() {
        return new Concept(targets, english, turkish, true);
    }

    private static List<Term> terms(String field) {
        List<Term> terms = new ArrayList<>();
        for (String text : field.replace('[', '(').split(",")) {
            String plain = text.strip();
            if (!plain.isEmpty()) {
                expand(plain.replace("~", ""), plain.endsWith("~"), terms);
            }
        }
        return terms;
    }

    private static void expand(String text, boolean modifier, List<Term> terms) {
        int open = text.indexOf('(');
        int close = text.indexOf(']', open);
        if (open < 0 || close < 0) {
            terms.add(new Term(text, modifier));
            return;
        }
        for (String choice : text.substring(open + 1, close).split("/")) {
            expand(text.substring(0, open) + choice + text.substring(close + 1), modifier, terms);
        }
    }
}
