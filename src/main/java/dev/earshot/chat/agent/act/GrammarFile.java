package dev.earshot.chat.agent.act;

import dev.earshot.chat.agent.act.WordBag.WordList;
import dev.earshot.common.TextResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that says how acts are said: lists of words, named parts of patterns, and entries in their order. */
final class GrammarFile {
    private static final Pattern MACRO = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern DEFINITION = Pattern.compile("([a-z]+) = (.+)");
    private static final Pattern LIST = Pattern.compile("list ([a-z]+) = (.+)");

    private final Map<String, String> macros = new HashMap<>();
    private final Map<String, WordList> lists = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** "DROP: pattern". */
    record Entry(String key, String value) {}

    GrammarFile(String path) {
        TextResource.lines(path).forEach(this::add);
    }

    private void add(String line) {
        Matcher list = LIST.matcher(line);
        Matcher definition = DEFINITION.matcher(line);
        if (list.matches()) {
            lists.put(list.group(1), WordList.of(list.group(2)));
        } else if (definition.matches()) {
            macros.put(definition.group(1), expanded(definition.group(2)));
        } else {
            int colon = line.indexOf(": ");
            entries.add(new Entry(line.substring(0, colon), expanded(line.substring(colon + 2))));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    Map<String, WordList> lists() {
        return lists;
    }

    private String expanded(String text) {
        return MACRO.matcher(text).replaceAll(name -> Matcher.quoteReplacement(macro(name.group(1))));
    }

    private String macro(String name) {
        String text = macros.get(name);
        if (text == null) {
            throw new IllegalStateException("No " + name + " in the grammar of acts");
        }
        return text;
    }
}
