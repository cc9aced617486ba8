package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A mother is a parent, and a woman too: roles that name a gender ask for it as well. */
final class GenderRoles {
    private final PhraseIndex.Entry female;
    private final PhraseIndex.Entry male;
    private static final Set<String> PARENTS = Set.of("Parents with Children", "Parenting", "Families with Children");

    private final SignalIndex catalog;
    private final Set<Integer> places;

    GenderRoles(PhraseIndex english, SignalIndex catalog) {
        this.catalog = catalog;
        this.places = catalog.places();
        female = english.phrase(List.of("female"));
        male = english.phrase(List.of("male"));
    }

    List<PhraseHit> of(Brief brief, List<PhraseHit> hits) {
        boolean both = saysBoth(brief);
        List<PhraseHit> found = new ArrayList<>();
        for (int at = 0; at < brief.size(); at++) {
            boolean woman = says(brief, "female role", at);
            PhraseIndex.Entry gender = woman ? female : says(brief, "male role", at) ? male : null;
            if (gender != null
                    && !both
                    && !brief.tokens.get(at).suffix().equals("s")
                    && !isName(at, hits)
                    && !isOfOthers(brief, at)
                    && !isInLongerPhrase(brief, at, hits)
                    && !isLeftOutAsRole(brief, at, hits)
                    && !says(hits, at, gender)) {
                found.add(new PhraseHit(1L << at, gender.targets, false, 1));
            }
        }
        return found;
    }

    /**
     * "Parents buying their kids a violin" are parents once, and "parents whose kids are teenagers" are parents of
     * teenagers.
     */
    List<PhraseHit> withoutRepeatedParents(Brief brief, List<PhraseHit> hits) {
        List<PhraseHit> left = new ArrayList<>(hits);
        left.removeIf(hit -> isOnlyGender(hit) && brief.negated[hit.first()] && isTold(brief, hit, hits));
        if (brief.language == Language.TR) {
            left.removeIf(hit -> hit.words() == 1 && isOfOthers(brief, hit.first()));
        }
        left.stream()
                .filter(hit -> isAskedFor(brief, hit) && isGrandparent(hit))
                .skip(1)
                .toList()
                .forEach(left::remove);
        List<PhraseHit> general = left.stream()
                .filter(hit -> isAskedFor(brief, hit))
                .filter(hit -> hit.targets().keySet().stream().allMatch(this::isAnyParent))
                .toList();
        if (!general.isEmpty()) {
            boolean particular = left.stream()
                    .filter(hit -> isAskedFor(brief, hit))
                    .anyMatch(hit -> hit.targets().keySet().stream().anyMatch(this::isParticularParent));
            general.stream().skip(particular ? 0 : 1).forEach(left::remove);
        }
        return left;
    }

    private boolean isOnlyGender(PhraseHit hit) {
        return !hit.targets().isEmpty()
                && hit.targets().keySet().stream()
                        .allMatch(at -> catalog.get(at).path().contains("Gender"));
    }

    /** "No pregnant women" leaves other women in. */
    private static boolean isTold(Brief brief, PhraseHit gender, List<PhraseHit> hits) {
        int at = gender.first();
        return hits.stream()
                .filter(other -> other != gender && !other.targets().isEmpty())
                .anyMatch(other -> (other.mask() & gender.mask()) != 0
                        || other.last() + 1 == at && !brief.joint[at] && brief.negated[other.first()]);
    }

    private boolean isGrandparent(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .allMatch(at -> catalog.get(at).name().startsWith("Grandparents"));
    }

    private boolean isAnyParent(int at) {
        return PARENTS.contains(catalog.get(at).name());
    }

    private boolean isParticularParent(int at) {
        return catalog.get(at).name().startsWith("Parenting ");
    }

    private static boolean isAskedFor(Brief brief, PhraseHit hit) {
        return !hit.targets().isEmpty() && !brief.negated[hit.first()];
    }

    /** "Kız babaları" are fathers: who stands right before is whose fathers they are. */
    private static boolean isOfOthers(Brief brief, int at) {
        int next = at + 1 < brief.size() && brief.cues.has("child", brief.stems.get(at + 1)) ? at + 2 : at + 1;
        boolean child = next > at + 1 && next < brief.size();
        return brief.language == Language.TR
                && next < brief.size()
                && !brief.joint[next]
                && (child || brief.cues.has("child", brief.lights.get(at)))
                && (says(brief, "female role", next)
                        || says(brief, "male role", next)
                        || brief.cues.has("owning", brief.lights.get(next)));
    }

    /** "Kocaeli" has no husband in it, though its stem is one: names mean a place, or nothing that is known. */
    private boolean isName(int at, List<PhraseHit> hits) {
        return hits.stream()
                .filter(hit -> (hit.mask() & 1L << at) != 0)
                .anyMatch(hit -> hit.targets().keySet().stream().allMatch(places::contains));
    }

    /** "No grandmothers" leaves out grandparents, and not all women. */
    private static boolean isLeftOutAsRole(Brief brief, int at, List<PhraseHit> hits) {
        return brief.negated[at]
                && hits.stream()
                        .anyMatch(hit ->
                                (hit.mask() & 1L << at) != 0 && !hit.targets().isEmpty());
    }

    /** "Women" says it already. */
    private static boolean says(List<PhraseHit> hits, int at, PhraseIndex.Entry gender) {
        return hits.stream()
                .anyMatch(hit ->
                        (hit.mask() & 1L << at) != 0 && hit.targets().keySet().containsAll(gender.targets.keySet()));
    }

    /** "Nineler ve dedeler", "anne babalar": grandparents and parents of either gender. */
    private static boolean saysBoth(Brief brief) {
        for (int at = 0; at + 1 < brief.size(); at++) {
            int next = brief.stop[at + 1] && at + 2 < brief.size() ? at + 2 : at + 1;
            boolean woman = says(brief, "female role", at) && says(brief, "male role", next);
            boolean man = says(brief, "male role", at) && says(brief, "female role", next);
            if ((woman || man) && !brief.boundary[next] && !isOfOthers(brief, at)) {
                return true;
            }
        }
        return false;
    }

    /** English stems lose too much: grooming is no groom. */
    private static boolean says(Brief brief, String group, int at) {
        return brief.cues.has(group, brief.lights.get(at))
                || brief.language == Language.TR && brief.cues.has(group, brief.stems.get(at));
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
