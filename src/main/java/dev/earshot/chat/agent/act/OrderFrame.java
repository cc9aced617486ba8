package dev.earshot.chat.agent.act;

import dev.earshot.chat.agent.act.WordBag.WordList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An order told by its verb, wherever that stands: of the other words only one stretch is about something, and all
 * around it are light ones ("could golf be added to it then?"). It is read where no pattern fits.
 *
 * @param required lists of which each must have a word outside of that stretch
 * @param light the words that may stand around it
 */
record OrderFrame(ActKind kind, List<WordList> required, WordList light) implements ActForm {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    /** Ends a clause, so that what stands around it is about two things. */
    private static final Pattern PAUSE = Pattern.compile("[,;:.!?] ");

    private static final int MOST_WORDS = 14;
    private static final int LONGEST_SUBJECT = 6;

    /** "ADD = adding / small". */
    static OrderFrame parse(String line, Map<String, WordList> lists) {
        WordBag bag = WordBag.parse(line, lists);
        return new OrderFrame(bag.kind(), bag.required(), bag.allowed());
    }

    @Override
    public Optional<DialogueAct> read(SpokenText text) {
        List<String> words = text.words();
        boolean possible = words.size() > required.size() && words.size() <= MOST_WORDS && areAmong(words);
        return possible ? subject(text, WORD.matcher(text.folded()).results().toList()) : Optional.empty();
    }

    /** Plain loops: most texts are no orders, and all of them come through here. */
    private boolean areAmong(List<String> words) {
        for (WordList list : required) {
            if (!isAmong(list, words)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmong(WordList list, List<String> words) {
        for (String word : words) {
            if (list.has(word)) {
                return true;
            }
        }
        return false;
    }

    private Optional<DialogueAct> subject(SpokenText text, List<MatchResult> words) {
        int first = 0;
        while (first < words.size() && light.has(words.get(first).group())) {
            first++;
        }
        int last = words.size() - 1;
        while (last > first && light.has(words.get(last).group())) {
            last--;
        }
        if (first > last || last - first >= LONGEST_SUBJECT || !isAround(words, first, last)) {
            return Optional.empty();
        }
        String subject = text.original(words.get(first).start(), words.get(last).end());
        return PAUSE.matcher(subject).find() ? Optional.empty() : Optional.of(DialogueAct.of(kind, subject));
    }

    /** Whether the verb stands outside of what it is about: "people who added a room" orders nothing. */
    private boolean isAround(List<MatchResult> words, int first, int last) {
        List<String> within =
                words.subList(first, last + 1).stream().map(MatchResult::group).toList();
        return required.stream()
                .allMatch(list -> within.stream().noneMatch(list::has)
                        && words.stream().map(MatchResult::group).anyMatch(list::has));
    }
}
