package dev.earshot.chat.agent.draft;

import dev.earshot.matching.words.Folding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether customers are asked for or excluded by what they did: "hikers except people who bought something", "satın
 * alanlar hariç".
 *
 * @param from where the words begin that say so, or the deeds if there are none
 * @param to where they end
 */
record BehaviourScope(Kind kind, int from, int to) {
    enum Kind {
        WANTED,
        EXCLUDED,
        /** "Except students who bought something": a rule excludes students, or buyers, but not those who are both. */
        UNSURE
    }

    /** What excludes deeds stands near them; bounds the time of the patterns. */
    private static final int REACH = 300;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String HEADS = "(?:(?:all|any|the|those|these|anyone|anybody|everyone|everybody|people|person"
            + "|customers?|users?|shoppers?|buyers|members?|ones?|folks|who|that|already|also|ever|have|has|of|for)\\b ?)*";
    private static final String STRONG =
            "(?:except(?: for)?|excepting|excluding|excludes?|excl\\.?|other than|apart from"
                    + "|aside from|leav(?:e|ing) out|minus|omit|filter out|suppress|rule out|remove|drop|skip"
                    + "|(?:don['’]?t|do not) (?:want|include|need))";
    private static final Pattern BEFORE = Pattern.compile(
            "[,;]? ?\\b(?:(?:but|and) )?(?:" + STRONG + "|not|no|nobody|no one) (" + HEADS + ")$", FLAGS);
    /** "Except people who bought something and students": the list goes on. */
    private static final Pattern LIST_GOES_ON = Pattern.compile("^,? ?\\b(?:and|or|nor) ", FLAGS);
    /** "Except people who bought something and live in Texas": one more thing about the same people. */
    private static final Pattern SAME_PEOPLE = Pattern.compile(
            "^,? ?\\b(?:and|or) (?:who|that|have|has|had|lives?|loves?|likes?|are|is|were|was|own|owns)\\b", FLAGS);

    private static final Pattern LISTED_BEFORE =
            Pattern.compile("\\b(?:" + STRONG + ") [^.!?;]*?((?:,|,? ?\\b(?:and|or|nor)) " + HEADS + ")$", FLAGS);
    /** A negation whose reach is over: "not students, but people who". */
    private static final Pattern CUE_BEFORE = Pattern.compile(
            "\\b(?:" + STRONG + "|not|no) (?:(?!\\b(?:but|who also|and who|and have|only)\\b)[^,.!?;])*$", FLAGS);

    private static final String HEADS_TR =
            "(?: (?:olan(?:lar)?|müşteri|kişi|kullanıcı|insan|kimse)(?:ler|lar)?(?:[ıi]n?|[ae])?)?";
    private static final String OUT_TR = "(?:hariç|haricinde\\w*|dışında\\w*|olmasın\\w*|istemiyor\\w*|istemem"
            + "|çıkar\\w*|çıksın|dışla\\w*|dışarıda\\w*|dahil etme\\w*|dahil olmasın|değil|kalsın)";
    private static final Pattern AFTER = turkish("^" + HEADS_TR + " " + OUT_TR + "\\b,?");
    private static final Pattern LISTED_AFTER =
            turkish("^(" + HEADS_TR + " (?:ve|veya|ile|ya da)) [^.!?;,]*?\\b" + OUT_TR);
    private static final Pattern CUE_AFTER = turkish("^ [^.!?;,]*?\\b(?:hariç|haricinde|dışında)");

    /** @param start where the deeds begin, which end at {@code stop} */
    static BehaviourScope of(String folded, int start, int stop, boolean turkish) {
        return turkish ? after(folded, start, stop) : before(folded, start, stop);
    }

    /** Whether what stands before the first place, or behind the second, is excluded apart from the other. */
    static boolean isBetween(String folded, int end, int start) {
        String between = folded.substring(end, start);
        return BEFORE.matcher(between).find() || AFTER.matcher(between).find();
    }

    private static BehaviourScope before(String folded, int start, int stop) {
        int sentence = sentence(folded, start);
        String before = folded.substring(sentence, start);
        Matcher cue = BEFORE.matcher(before);
        if (cue.find()) {
            String after = after(folded, stop);
            Matcher list = LIST_GOES_ON.matcher(after);
            if (SAME_PEOPLE.matcher(after).find()) {
                return new BehaviourScope(Kind.UNSURE, start, stop);
            }
            return list.find()
                    ? new BehaviourScope(Kind.EXCLUDED, sentence + cue.start(1), stop + list.end())
                    : new BehaviourScope(Kind.EXCLUDED, sentence + cue.start(), stop);
        }
        Matcher listed = LISTED_BEFORE.matcher(before);
        if (listed.find()) {
            return new BehaviourScope(Kind.EXCLUDED, sentence + listed.start(1), stop);
        }
        return new BehaviourScope(CUE_BEFORE.matcher(before).find() ? Kind.UNSURE : Kind.WANTED, start, stop);
    }

    private static int sentence(String folded, int start) {
        int at = start;
        while (at > Math.max(0, start - REACH) && ".!?;".indexOf(folded.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static String after(String folded, int stop) {
        return folded.substring(stop, Math.min(folded.length(), stop + REACH));
    }

    private static BehaviourScope after(String folded, int start, int stop) {
        String after = after(folded, stop);
        Matcher cue = AFTER.matcher(after);
        if (cue.find()) {
            return new BehaviourScope(Kind.EXCLUDED, start, stop + cue.end());
        }
        Matcher listed = LISTED_AFTER.matcher(after);
        if (listed.find()) {
            return new BehaviourScope(Kind.EXCLUDED, start, stop + listed.end(1));
        }
        return new BehaviourScope(CUE_AFTER.matcher(after).find() ? Kind.UNSURE : Kind.WANTED, start, stop);
    }

    private static Pattern turkish(String words) {
        return Pattern.compile(Folding.letters(words), FLAGS);
    }
}
