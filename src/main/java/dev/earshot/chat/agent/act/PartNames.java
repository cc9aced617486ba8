package dev.earshot.chat.agent.act;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How planners name parts of a draft without naming a signal: "the exclusions", "the second one". */
final class PartNames {
    private static final Pattern NUMBER = Pattern.compile(
            "(?:(?:the )?(?:number|nr\\.?|no\\.?|item|condition|signal|group|point|option|choice|#) ?)?(\\d{1,2})(?:st|nd|rd|th|inci|nci|uncu|ncu|\\.)?(?:yi|yu|u|i|sini|sunu)?(?: \\w+){0,2}");
    private static final String NOUNS =
            "( (one|group|condition|signal|item|criterion|part|thing|option|choice|kosul\\w*"
                    + "|sinyal\\w*|madde\\w*|grup\\w*|grub\\w*|olan\\w*|secenek\\w*|secenegi\\w*))?( (you|i) \\w+)?";

    /** What is said behind a part without telling which: "the income bit". */
    private static final Pattern TAIL = Pattern.compile(
            "(?: (?:bit|part|thing|stuff|please|pls|filter|requirement|condition|criterion|now|again|too|then|kismi|kismini"
                    + "|olayi|olayini|lutfen|artik))++$");

    private static final Pattern AND = Pattern.compile(" ?(?:,|&|\\+| and | ve | ile )(?: ?the)? ?");
    private static final Pattern LEADING =
            Pattern.compile("(?:the )?(?:first|ilk) (two|three|four|five|iki|uc|dort|bes|\\d)\\w{0,4}" + NOUNS);

    private final Map<DraftPart, Pattern> parts = new EnumMap<>(DraftPart.class);
    private final List<Pattern> ordinals = new ArrayList<>();
    private final List<Pattern> cardinals = new ArrayList<>();

    void add(DraftPart part, String pattern) {
        parts.put(part, Pattern.compile(pattern));
    }

    void addOrdinals(String words) {
        for (String word : words.split("\\|")) {
            ordinals.add(Pattern.compile("(the )?(?:" + word.replace('/', '|') + ")\\w{0,4}" + NOUNS));
        }
    }

    /** "Number two", "iki numara". */
    void addCardinals(String words) {
        for (String word : words.split("\\|")) {
            cardinals.add(
                    Pattern.compile("(?:the )?(?:number|nr|no|item|condition|signal|group|point|option|choice|numara) "
                            + word + "|" + word + " (?:numara|nolu|no)\\w*(?: \\w+)?"));
        }
    }

    Optional<DraftPart> part(String words) {
        String folded = TAIL.matcher(SpokenText.of(words).folded()).replaceAll("");
        return parts.entrySet().stream()
                .filter(part -> part.getValue().matcher(BoundedText.of(folded)).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The place in a list that is named, counted from 0. */
    Optional<Integer> ordinal(String words) {
        String folded = SpokenText.of(words).folded();
        Matcher number = NUMBER.matcher(folded);
        if (number.matches()) {
            return Optional.of(Integer.parseInt(number.group(1)) - 1);
        }
        for (int i = 0; i < ordinals.size(); i++) {
            if (isPlace(i, folded)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The places in a list that are named, counted from 0: "the first two", "the first and the third". */
    List<Integer> places(String words) {
        String folded = SpokenText.of(words).folded();
        Matcher leading = LEADING.matcher(folded);
        if (leading.matches()) {
            return ordinal("number " + leading.group(1))
                    .or(() -> ordinal(leading.group(1) + " numara"))
                    .map(last -> IntStream.rangeClosed(0, last).boxed().toList())
                    .orElse(List.of());
        }
        List<Optional<Integer>> named =
                Stream.of(AND.split(folded)).map(this::ordinal).toList();
        return named.stream().allMatch(Optional::isPresent)
                ? named.stream().flatMap(Optional::stream).distinct().toList()
                : List.of();
    }

    private boolean isPlace(int place, String folded) {
        return ordinals.get(place).matcher(folded).matches()
                || place < cardinals.size()
                        && cardinals.get(place).matcher(folded).matches();
    }
}
