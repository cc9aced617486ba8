package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import java.util.ArrayList;
import java.util.List;

/** A mother is a parent, and a woman too: roles that name a gender ask for it as well. */
final class GenderRoles {
    private final PhraseIndex.Entry female;
    private final PhraseIndex.Entry male;

    GenderRoles(PhraseIndex english) {
        female = english.phrase(List.of("female"));
        male = english.phrase(List.of("male"));
    }

    List<PhraseHit> of(Brief brief, List<PhraseHit> hits) {
        List<PhraseHit> found = new ArrayList<>();
        for (int at = 0; at < brief.size(); at++) {
            boolean woman = says(brief, "female role", at);
            PhraseIndex.Entry gender = woman ? female : says(brief, "male role", at) ? male : null;
            if (gender != null
                    && !brief.tokens.get(at).suffix().equals("s")
                    && !isInLongerPhrase(brief, at, hits)
                    && !says(hits, at, gender)) {
                found.add(new PhraseHit(1L << at, gender.targets, false, 1));
            }
        }
        return found;
    }

    /** "Women" says it already. */
    private static boolean says(List<PhraseHit> hits, int at, PhraseIndex.Entry gender) {
        return hits.stream()
                .anyMatch(hit ->
                        (hit.mask() & 1L << at) != 0 && hit.targets().keySet().containsAll(gender.targets.keySet()));
    }

    private static boolean says(Brief brief, String group, int at) {
        return brief.cues.has(group, brief.lights.get(at)) || brief.cues.has(group, brief.stems.get(at));
    }

    /** "Mother of the bride dress" is a dress. */
    private static boolean isInLongerPhrase(Brief brief, int at, List<PhraseHit> hits) {
        long word = 1L << at;
        boolean alone = hits.stream().anyMatch(hit -> hit.mask() == word);
        boolean occasion = at + 1 < brief.size() && brief.cues.has("occasion", brief.lights.get(at + 1));
        boolean person = brief.cues.has("person", brief.lights.get(at)) && !occasion;
        return !alone && !person && hits.stream().anyMatch(hit -> (hit.mask() & word) != 0 && hit.last() > at);
    }
}
