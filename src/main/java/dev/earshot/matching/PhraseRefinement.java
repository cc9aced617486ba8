package dev.earshot.matching;

import dev.earshot.matching.clause.Deeds;
import dev.earshot.matching.clause.ListReader;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.matching.words.Tokenizer;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets a neighbour say which of several signals is meant: beside "used", of the two SUVs the one under Pre-Owned
 * Vehicles. A modifier that found nothing to refine is dropped.
 */
final class PhraseRefinement {
    private static final float STRONG = 0.95f;
    /** The tiers that sum up a whole field; deeper ones say something of their own. */
    private static final int GENERAL = 3;

    private final Brief brief;
    private final SignalIndex catalog;

    PhraseRefinement(Brief brief, SignalIndex catalog) {
        this.brief = brief;
        this.catalog = catalog;
    }

    List<PhraseHit> refine(List<PhraseHit> hits) {
        List<PhraseHit> left = new ArrayList<>(hits);
        for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < left.size(); j++) {
                if (i != j && adjacent(left.get(i), left.get(j)) && !isWho(left.get(i))) {
                    List<Integer> below = below(left.get(i), left.get(j));
                    if (!below.isEmpty() && !shares(left.get(i), left.get(j))) {
                        narrowList(left, i, j);
                        left.set(j, left.get(j).narrowedTo(below, left.get(i).mask()));
                        left.remove(i);
                        i = -1;
                        break;
                    }
                }
            }
        }
        left.removeIf(hit -> hit.modifier() && !isLeftOut(hit, left));
        mergeRepeats(left);
        left.removeIf(hit -> isPetOwner(hit, left)
                || isHeadOf(hit, left)
                || isDeed(hit, left)
                || isVerbOf(hit, left)
                || isPartOf(hit, left)
                || isLabelOf(hit, left));
        return withoutGeneralities(left);
    }

    /** "An SUV, not used": what tells of which kind a thing must not be. */
    private boolean isLeftOut(PhraseHit modifier, List<PhraseHit> hits) {
        return brief.negated[modifier.first()]
                && hits.stream().noneMatch(hit -> hit != modifier && brief.negated[hit.first()]);
    }

    /** "OTC sleep aid": of what two neighbours mean, what both do. */
    private void mergeRepeats(List<PhraseHit> hits) {
        for (int i = 0; i + 1 < hits.size(); i++) {
            PhraseHit one = hits.get(i);
            PhraseHit other = hits.get(i + 1);
            if (one.last() + 1 == other.first()
                    && adjacent(one, other)
                    && shares(one, other)
                    && !isWho(one)
                    && !isWho(other)
                    && (one.targets().keySet().equals(other.targets().keySet())
                            || !new ListReader(brief).namesPeople(one.last()))) {
                List<Integer> both = one.targets().keySet().stream()
                        .filter(other.targets()::containsKey)
                        .sorted()
                        .toList();
                hits.set(i, one.narrowedTo(both, other.mask()));
                hits.remove(i + 1);
                i--;
            }
        }
    }

    /** "Divorced moms" are mothers and single. */
    private boolean isWho(PhraseHit hit) {
        return hit.targets().keySet().stream().anyMatch(at -> catalog.get(at).type() == SignalType.DEMOGRAPHIC);
    }

    private static boolean shares(PhraseHit broad, PhraseHit narrow) {
        return narrow.targets().keySet().stream().anyMatch(broad.targets()::containsKey);
    }

    /** "Pre-owned sedans or hatchbacks": what stands before a list holds for all of it. */
    private void narrowList(List<PhraseHit> hits, int broad, int first) {
        int last = hits.get(first).last();
        for (int k = first + 1;
                k < hits.size() && hits.get(broad).first() < hits.get(first).first();
                k++) {
            List<Integer> below = below(hits.get(broad), hits.get(k));
            if (hits.get(k).first() <= last
                    || !new ListReader(brief).isNextInList(last, hits.get(k).first())) {
                return;
            }
            if (!below.isEmpty()) {
                hits.set(k, hits.get(k).narrowedTo(below, 0));
            }
            last = hits.get(k).last();
        }
    }

    /** "Siamese parents" have a cat, not a child. */
    private boolean isPetOwner(PhraseHit hit, List<PhraseHit> hits) {
        return hit.words() == 1
                && brief.cues.has("pet owner", brief.lights.get(hit.first()))
                && hits.stream()
                        .filter(other -> other.last() + 1 == hit.first() && !brief.joint[hit.first()]
                                || other.words() > 1 && other.last() == hit.first())
                        .anyMatch(other -> other.targets().keySet().stream()
                                .anyMatch(at -> catalog.get(at).path().contains("Pets")));
    }

    /** "Dunkin drinkers" drink what stands before; "drinkers" alone says something. */
    private boolean isHeadOf(PhraseHit hit, List<PhraseHit> hits) {
        int at = hit.first();
        if (hit.words() > 1 || at == 0 || brief.joint[at] || brief.boundary[at]) {
            return false;
        }
        boolean head = brief.cues.has("head", brief.lights.get(at)) && !brief.cues.has("person", brief.lights.get(at));
        String before = brief.tokens.get(at - 1).folded();
        boolean name = !brief.stop[at - 1]
                && !brief.spoken[at - 1]
                && !brief.cues.isOrdinary(before)
                && !brief.cues.isWeak(before);
        boolean person = isWho(hit);
        return head
                && (name && !person
                        || hits.stream().anyMatch(other -> other.last() == at - 1 && !(person && isWho(other))));
    }

    /** "Flew at least twice" is about flights, "flew to Italy" about Italy. */
    private boolean isDeed(PhraseHit hit, List<PhraseHit> hits) {
        int next = hits.stream()
                .mapToInt(PhraseHit::first)
                .filter(first -> first > hit.last())
                .min()
                .orElse(brief.size());
        return new Deeds(brief).isDeed(hit.first(), hit.last(), hit.words(), next);
    }

    /** "Drink coffee" is about coffee, "working in film" about film, "müze gezmeyi sevenler" about museums. */
    private boolean isVerbOf(PhraseHit hit, List<PhraseHit> hits) {
        int verb = new Deeds(brief).verbWithObject(hit.first(), hit.last());
        return verb >= 0 && hits.stream().anyMatch(other -> other != hit && isObject(other, verb));
    }

    private boolean isObject(PhraseHit hit, int verb) {
        boolean turkish = brief.language == Language.TR;
        int from = turkish ? hit.last() + 1 : verb + 1;
        int to = turkish ? verb : hit.first();
        return from <= to && IntStream.range(from, to).allMatch(at -> brief.stop[at] && !brief.joint[at]);
    }

    /** In "new parents" the parents are new ones; pregnant women are women all the same. */
    private boolean isPartOf(PhraseHit hit, List<PhraseHit> hits) {
        return hit.words() == 1
                && (brief.negated[hit.first()]
                        || hit.targets().keySet().stream()
                                .noneMatch(at -> catalog.get(at).path().contains("Gender")))
                && hits.stream()
                        .filter(other -> other.words() > 1 && (other.mask() & hit.mask()) != 0 && !other.isDistant())
                        .anyMatch(other -> brief.negated[hit.first()] && brief.negated[other.first()]
                                || new Deeds(brief).isOfTheOld(other.first(), other.last())
                                || other.targets().keySet().stream().anyMatch(at -> names(at, hit)));
    }

    /** "Sports: tennis, golf": the field of what is listed. */
    private boolean isLabelOf(PhraseHit hit, List<PhraseHit> hits) {
        int next = hit.last() + 1;
        return hit.words() == 1
                && next < brief.size()
                && brief.followsColon(next)
                && hits.stream()
                        .filter(other -> other.first() >= next)
                        .anyMatch(other -> other.targets().keySet().stream()
                                .anyMatch(at -> hit.targets().keySet().stream()
                                        .anyMatch(label -> catalog.isAncestor(label, at))));
    }

    private boolean names(int trait, PhraseHit hit) {
        return catalog.get(trait).type() == SignalType.DEMOGRAPHIC
                && Tokenizer.tokens(catalog.get(trait).name()).stream()
                        .anyMatch(token -> brief.cues.light(token.folded()).equals(brief.lights.get(hit.first())));
    }

    /** Beside "sofa" "furniture" says nothing more, nor "companies" beside "factoring"; but "sports fans" stay. */
    private List<PhraseHit> withoutGeneralities(List<PhraseHit> hits) {
        List<PhraseHit> left = new ArrayList<>();
        for (PhraseHit hit : hits) {
            Set<Integer> general = hit.targets().keySet().stream()
                    .filter(above -> catalog.get(above).path().size() <= GENERAL)
                    .filter(above -> hits.stream()
                            .anyMatch(other -> other != hit && !listed(hit, other) && hasBest(other, above)))
                    .collect(Collectors.toSet());
            boolean owners = brief.cues.has("head", brief.lights.get(hit.last()));
            boolean whole = general.isEmpty() || owners || brief.intent[hit.last()] == PurchaseStage.INTEREST;
            if (whole || !general.containsAll(hit.best(1))) {
                left.add(whole ? hit : hit.without(general));
            }
        }
        return left;
    }

    /** Both stand in one list, so each is meant: "tyres and car parts". */
    private boolean listed(PhraseHit a, PhraseHit b) {
        return IntStream.rangeClosed(Math.min(a.last(), b.last()) + 1, Math.max(a.first(), b.first()))
                .anyMatch(at -> brief.joint[at]);
    }

    private boolean hasBest(PhraseHit hit, int above) {
        return !brief.negated[hit.first()]
                && hit.targets().entrySet().stream()
                        .anyMatch(target -> target.getValue() >= STRONG && catalog.isAncestor(above, target.getKey()));
    }

    private boolean adjacent(PhraseHit a, PhraseHit b) {
        PhraseHit first = a.first() < b.first() ? a : b;
        PhraseHit second = first == a ? b : a;
        if (first.last() >= second.first()
                || new ListReader(brief).endsClause(first.last())
                || brief.negated[first.last()] != brief.negated[second.first()]) {
            return false;
        }
        return IntStream.rangeClosed(first.last() + 1, second.first())
                .noneMatch(at -> brief.joint[at] || brief.boundary[at] || (at < second.first() && !brief.stop[at]));
    }

    private List<Integer> below(PhraseHit broad, PhraseHit narrow) {
        return narrow.targets().keySet().stream()
                .filter(at -> broad.targets().keySet().stream().anyMatch(above -> catalog.isAncestor(above, at)))
                .sorted()
                .toList();
    }
}
