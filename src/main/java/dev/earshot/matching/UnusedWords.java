package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a text that would say something and that nothing was made of. */
final class UnusedWords {
    private static final int MOST = 12;

    private UnusedWords() {}

    /** @param kept what was made of each sentence */
    static List<String> of(Map<ReadStatement, List<PhraseHit>> kept) {
        Set<String> unused = new LinkedHashSet<>();
        kept.forEach((statement, hits) -> unused.addAll(of(statement, hits)));
        return unused.stream().limit(MOST).toList();
    }

    private static List<String> of(ReadStatement statement, List<PhraseHit> hits) {
        Brief brief = statement.brief();
        long used = hits.stream()
                .filter(hit -> !hit.targets().isEmpty())
                .mapToLong(PhraseHit::mask)
                .reduce(0, (a, b) -> a | b);
        boolean timeKept = hits.stream().anyMatch(hit -> !statement.frame(hit).isAny());
        List<String> words = new ArrayList<>();
        long run = 0;
        for (int at = 0; at <= brief.size(); at++) {
            boolean says = at < brief.size()
                    && (used & 1L << at) == 0
                    && (brief.timed[at] ? !timeKept : saysSomething(brief, at));
            boolean ends = !says || (run != 0 && brief.joint[at]);
            if (ends && run != 0) {
                words.add(brief.words(run));
                run = 0;
            }
            run |= says ? 1L << at : 0;
        }
        return words;
    }

    private static boolean saysSomething(Brief brief, int at) {
        String light = brief.lights.get(at);
        return !brief.stop[at]
                && !brief.spoken[at]
                && !brief.cues.isWeak(light)
                && !brief.cues.isWeak(brief.stems.get(at))
                && !brief.cues.isOrdinary(brief.tokens.get(at).folded())
                && !brief.cues.isOrdinary(light)
                && !brief.tokens.get(at).isNumber()
                && light.length() > 1;
    }
}
