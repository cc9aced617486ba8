package dev.earshot.chat.agent.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An act told by its words in any order: at least one of each required list, and no word that no list knows. So it is
 * read in wordings that stand in no list, and costs the same for every text.
 *
 * @param subject what the act is about; empty for the text itself where the act needs one, or for nothing
 * @param spare how many words may be among them that no list knows, if there are enough others
 */
record WordBag(ActKind kind, String subject, List<WordList> required, WordList allowed, int spare) implements ActForm {
    private static final int MOST_WORDS = 16;
    /** Of fewer words, an unknown one is what the text is about. */
    private static final int ENOUGH_WORDS = 4;

    /** "COUNT = amount number / small they"; without the stroke all other words are allowed. */
    static WordBag parse(String line, Map<String, WordList> lists) {
        return parse(line, lists, 0);
    }

    /** The same with words that no list knows, as many as are spared. */
    static WordBag parse(String line, Map<String, WordList> lists, int spare) {
        String[] sides = line.split(" = ", 2);
        String[] about = sides[0].split(" ", 2);
        String[] parts = sides[1].split(" / ", 2);
        List<WordList> required = named(parts[0], lists);
        List<WordList> allowed = new ArrayList<>(required);
        if (parts.length > 1) {
            allowed.addAll(named(parts[1], lists));
        } else {
            allowed.add(WordList.ANY);
        }
        String subject = about.length > 1 ? about[1] : "";
        return new WordBag(ActKind.valueOf(about[0]), subject, required, WordList.of(allowed), spare);
    }

    private static List<WordList> named(String names, Map<String, WordList> lists) {
        return Stream.of(names.split(" "))
                .map(name -> Optional.ofNullable(lists.get(name))
                        .orElseThrow(() -> new IllegalStateException("No list of words " + name)))
                .toList();
    }

    @Override
    public Optional<DialogueAct> read(SpokenText text) {
        List<String> words = text.words();
        boolean meant = !words.isEmpty()
                && words.size() <= MOST_WORDS
                && isKnown(words)
                && required.stream().allMatch(list -> words.stream().anyMatch(list::has));
        return meant ? Optional.of(DialogueAct.of(kind, about(text))) : Optional.empty();
    }

    private boolean isKnown(List<String> words) {
        int most = words.size() < ENOUGH_WORDS ? 0 : spare;
        int unknown = 0;
        for (String word : words) {
            if (!allowed.has(word) && ++unknown > most) {
                return false;
            }
        }
        return true;
    }

    private String about(SpokenText text) {
        return kind == ActKind.WINDOW ? text.original() : subject;
    }

    /** Words of one meaning, beginnings of words ("musteri~"), and numbers where "#" is among them. */
    record WordList(Set<String> words, List<String> beginnings) {
        static final WordList ANY = new WordList(Set.of(), List.of(""));
        private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(d|days?|x|gun|ay)?");

        static WordList of(String words) {
            List<String> all = List.of(words.split(" +"));
            return new WordList(
                    Set.copyOf(all.stream().filter(word -> !word.endsWith("~")).toList()),
                    all.stream()
                            .filter(word -> word.endsWith("~"))
                            .map(word -> word.substring(0, word.length() - 1))
                            .toList());
        }

        static WordList of(List<WordList> lists) {
            return new WordList(
                    lists.stream().flatMap(list -> list.words().stream()).collect(Collectors.toUnmodifiableSet()),
                    lists.stream()
                            .flatMap(list -> list.beginnings().stream())
                            .distinct()
                            .toList());
        }

        boolean has(String word) {
            return words.contains(word)
                    || isDigit(word.charAt(0))
                            && words.contains("#")
                            && NUMBER.matcher(word).matches()
                    || begins(word);
        }

        private boolean begins(String word) {
            for (String beginning : beginnings) {
                if (word.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isDigit(char letter) {
            return letter >= '0' && letter <= '9';
        }
    }
}
