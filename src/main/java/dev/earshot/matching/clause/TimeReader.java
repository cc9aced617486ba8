package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import dev.earshot.matching.pattern.RequiredText;
import dev.earshot.matching.pattern.RequiredTexts;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

/** Finds when and how often something must have happened, and which words of the sentence that holds for. */
public final class TimeReader {
    /** "A fast food place": of words that say little an article makes a thing. */
    private static final Set<String> ARTICLES = Set.of("a", "an", "any");

    private final Map<Language, List<TimePattern>> patterns = new EnumMap<>(Language.class);
    private final Map<Language, RequiredTexts> required = new EnumMap<>(Language.class);

    public TimeReader() {
        for (Language language : Language.values()) {
            List<String> lines = TextResource.lines("signal/times-" + language.suffix() + ".txt");
            List<TimePattern> all = lines.stream().map(TimePattern::parse).toList();
            List<RequiredText> each = all.stream().map(TimePattern::required).toList();
            patterns.put(language, all);
            required.put(language, new RequiredTexts(each));
        }
    }

    /** For each word the time that holds for it; marks the words that say it. */
    public TimeFrame[] read(Brief brief) {
        TimeFrame[] frames = new TimeFrame[brief.size()];
        Arrays.fill(frames, TimeFrame.ANY);
        for (TimeMention mention : mentions(brief)) {
            int[] scope = brief.language == Language.TR ? turkish(brief, mention) : english(brief, mention);
            for (int i = scope[0]; i < scope[1]; i++) {
                frames[i] = frames[i].and(mention.frame());
            }
            for (int i = mention.start(); i < mention.end(); i++) {
                frames[i] = frames[i].and(mention.frame());
            }
        }
        return frames;
    }

    private List<TimeMention> mentions(Brief brief) {
        StringBuilder joined = new StringBuilder(" ");
        List<Integer> starts = new ArrayList<>();
        for (Token token : brief.tokens) {
            starts.add(joined.length());
            joined.append(token.folded()).append(' ');
        }
        String text = joined.toString();
        RequiredTexts.Places places = required.get(brief.language).in(text);
        List<TimeMention> mentions = new ArrayList<>();
        List<TimePattern> all = patterns.get(brief.language);
        for (int which = 0; which < all.size(); which++) {
            TimePattern pattern = all.get(which);
            Matcher matcher = pattern.words().matcher(text);
            while (places.mayMatch(which) && matcher.find()) {
                int first = starts.indexOf(matcher.start());
                int end = first;
                while (end < starts.size() && starts.get(end) < matcher.end()) {
                    end++;
                }
                int amount = pattern.amount(matcher, brief.cues);
                boolean meant = !pattern.past() || isPast(brief, first);
                if (first >= 0 && amount > 0 && meant && isFree(brief, first, end)) {
                    mentions.add(new TimeMention(first, end, pattern.frame(amount), pattern.counts()));
                    for (int i = first; i < end; i++) {
                        brief.timed[i] = true;
                        brief.stop[i] = true;
                    }
                }
            }
        }
        mentions.sort(Comparator.comparingInt(TimeMention::start));
        return mentions;
    }

    private static boolean isPast(Brief brief, int mention) {
        boolean done = false;
        for (int at = 0; at < brief.size(); at++) {
            String word = brief.tokens.get(at).folded();
            if (brief.cues.has("ahead", word)) {
                return false;
            }
            done |= brief.cues.has("deed", word)
                    || brief.cues.has("deed", brief.lights.get(at))
                    || Clauses.isPast(word);
        }
        return done || brief.language == Language.TR;
    }

    private static boolean isFree(Brief brief, int from, int to) {
        for (int i = from; i < to; i++) {
            if (brief.timed[i] || (i > from && brief.boundary[i])) {
                return false;
            }
        }
        return true;
    }

    /** English says what was done, then when: back to the verb. Where nothing stands before it: what comes next. */
    private static int[] english(Brief brief, TimeMention mention) {
        int from = mention.start();
        boolean content = false;
        while (from > 0 && !mention.counts() && !breaks(brief, from) && !(content && brief.timed[from - 1])) {
            from--;
            content |= !brief.stop[from] && (!brief.cues.isWeak(brief.lights.get(from)) || isObject(brief, from));
            if (content
                    && (brief.spoken[from] || brief.cues.has("deed", brief.lights.get(from)))
                    && !isOr(brief, from - 1)) {
                break;
            }
        }
        if (isDone(brief, from, mention.start()) && !saysWhat(brief, from, mention.start())) {
            int who = antecedent(brief, from);
            content |= who < from;
            from = who;
        }
        if (content) {
            return new int[] {from, mention.start()};
        }
        if (mention.closesClause(brief) && from < mention.start()) {
            return new int[] {from, mention.start()};
        }
        int to = mention.end();
        while (to < brief.size() && (to == mention.end() || !breaks(brief, to))) {
            to++;
        }
        return saysNothing(brief, mention.end(), to) ? new int[] {0, mention.start()} : new int[] {mention.end(), to};
    }

    /** "Hotel bookers – last 14 days": nothing else is said behind the dash, so that it holds for what stands before. */
    private static boolean saysNothing(Brief brief, int from, int to) {
        return IntStream.range(from, to).allMatch(at -> brief.stop[at] || brief.cues.isWeak(brief.lights.get(at)));
    }

    /** "… who bought in the last 90 days": the verb has no object of its own, so that it stands before "who". */
    private static boolean saysWhat(Brief brief, int from, int to) {
        for (int at = from; at < to; at++) {
            String light = brief.lights.get(at);
            boolean deed = brief.spoken[at] || brief.cues.has("deed", light) || Clauses.isPast(light);
            if (!brief.stop[at] && !deed && (!brief.cues.isWeak(light) || at > from && isObject(brief, at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isObject(Brief brief, int at) {
        return at > 0 && ARTICLES.contains(brief.lights.get(at - 1)) && !brief.timed[at];
    }

    private static boolean isDone(Brief brief, int from, int to) {
        return IntStream.range(from, to)
                .anyMatch(at -> brief.spoken[at] && !brief.timed[at]
                        || Clauses.isPast(brief.tokens.get(at).folded()));
    }

    private static int antecedent(Brief brief, int clause) {
        int who = clause > 0 && isRelative(brief, clause - 1) ? clause - 1 : clause;
        int start = who;
        while (isRelative(brief, who) && start > 0 && (start == who || !breaks(brief, start))) {
            start--;
        }
        return start;
    }

    private static boolean isRelative(Brief brief, int at) {
        return brief.cues.has("relative", brief.lights.get(at));
    }

    private static boolean breaks(Brief brief, int at) {
        return brief.boundary[at]
                || (brief.tokens.get(at).followsComma()
                        && !brief.timed[at]
                        && !brief.timed[at - 1]
                        && !inList(brief, at));
    }

    private static boolean inList(Brief brief, int at) {
        for (int i = at + 1; i < brief.size() && !brief.boundary[i]; i++) {
            if (brief.joint[i] && !brief.tokens.get(i).followsComma()) {
                return true;
            }
        }
        return false;
    }

    /** A Turkish clause ends with its verb: all between the comma before it and the verb. */
    private static int[] turkish(Brief brief, TimeMention mention) {
        int from = mention.start();
        while (from > 0
                && !brief.boundary[from]
                && !brief.tokens.get(from).followsComma()
                && !isVerb(brief, from - 1)) {
            from--;
        }
        int to = mention.end();
        while (to < brief.size() && !isVerb(brief, to) && !brief.boundary[to]) {
            to++;
        }
        if (isInParentheses(brief, mention)) {
            to = mention.end() - 1;
        }
        if (IntStream.range(from, to).allMatch(at -> brief.timed[at] || brief.stop[at])) {
            int verb = from - 1;
            from = Math.max(0, verb);
            while (from > 0 && !brief.boundary[from] && !brief.tokens.get(from).followsComma()) {
                from--;
            }
        }
        while (isOr(brief, to + 1)) {
            to++;
            do {
                to++;
            } while (to < brief.size() && !isVerb(brief, to) && !brief.boundary[to]);
        }
        return new int[] {from, Math.min(brief.size(), to + 1)};
    }

    /** "Kahve içenler (son 14 gün)": holds for what stands before the parentheses. */
    private static boolean isInParentheses(Brief brief, TimeMention mention) {
        int open = mention.start();
        while (open > 0 && brief.timed[open - 1] && !brief.tokens.get(open).opensParenthesis()) {
            open--;
        }
        return brief.tokens.get(open).opensParenthesis()
                && IntStream.range(open, mention.end()).allMatch(at -> brief.timed[at]);
    }

    /** "Rented a car or took a taxi in the last month": the time holds for either. */
    private static boolean isOr(Brief brief, int at) {
        return at >= 0 && at < brief.size() && brief.cues.lengthAt("alternative", brief.lights, at) > 0;
    }

    private static boolean isVerb(Brief brief, int at) {
        return Clauses.endsTurkishClause(brief.tokens.get(at).folded()) || (brief.spoken[at] && !brief.timed[at]);
    }
}
