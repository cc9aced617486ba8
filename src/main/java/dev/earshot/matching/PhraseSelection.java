package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses among overlapping phrases: the longest win, and "camping and hiking gear" is camping gear and hiking gear.
 */
final class PhraseSelection {
    private final Brief brief;
    private final PhraseIndex phrases;
    private final SignalIndex catalog;

    /** @param joined the words left out stand in a list, so that sharing words with another phrase is fine */
    record Candidate(PhraseHit hit, double rank, boolean joined) {}

    PhraseSelection(Brief brief, PhraseIndex phrases, SignalIndex catalog) {
        this.brief = brief;
        this.phrases = phrases;
        this.catalog = catalog;
    }

    List<PhraseHit> choose(List<Candidate> candidates) {
        candidates.sort(Comparator.comparingDouble(Candidate::rank).reversed());
        List<PhraseHit> hits = new ArrayList<>();
        long covered = 0;
        long persons = persons();
        for (Candidate candidate : candidates) {
            long mask = candidate.hit().mask();
            boolean news = (mask & ~covered) != 0;
            boolean shares = (mask & covered) != 0;
            boolean sharesTheEnd = candidate.joined()
                    && !speaks(mask)
                    && (covered & 1L << candidate.hit().first()) == 0;
            if (news && (!shares || sharesTheEnd)) {
                hits.add(candidate.hit());
                covered |= candidate.hit().words() == 1 ? mask : mask & ~persons;
            }
        }
        removeMakers(hits);
        hits.addAll(distant(hits));
        hits.addAll(sharedHeads(hits));
        hits.sort(PhraseHit.IN_TEXT_ORDER);
        return hits;
    }

    /** "Vestel, LG ve Samsung televizyon": who makes the thing says nothing of what else is made. */
    private void removeMakers(List<PhraseHit> hits) {
        hits.sort(PhraseHit.IN_TEXT_ORDER);
        boolean made = false;
        int next = -1;
        for (int i = hits.size() - 1; i >= 0; i--) {
            PhraseHit hit = hits.get(i);
            boolean maker = hit.words() == 1 && isName(hit.first(), made) && isBoughtOnly(hit);
            boolean before = hit.last() + 1 == next && !brief.joint[next] && !brief.boundary[next];
            boolean listed = made && next > hit.last() && isOneList(hit.last() + 1, next);
            boolean removed = maker && (before && isBought(hits.get(i + 1)) || listed);
            made = removed || hit.words() > 1 && isName(hit.first(), false) && isBought(hit);
            next = hit.first();
            if (removed) {
                hits.remove(i);
            }
        }
    }

    /**
     * Any word begins with a capital where a sentence begins, unless a name follows it in a list. "Migros'tan" is where
     * something is bought.
     */
    private boolean isName(int at, boolean followed) {
        boolean capital = (at > 0 || followed)
                && Character.isUpperCase(brief.words(1L << at).charAt(0));
        return brief.tokens.get(at).suffix().isEmpty() && (capital || phrases.isName(brief.lights.get(at)));
    }

    /** Nothing but names and what joins them. */
    private boolean isOneList(int from, int to) {
        return IntStream.rangeClosed(from, to).anyMatch(at -> brief.joint[at])
                && IntStream.range(from, to).allMatch(at -> brief.joint[at] || brief.stop[at] || isName(at, true));
    }

    private boolean isBought(PhraseHit hit) {
        return hit.targets().keySet().stream().anyMatch(at -> catalog.get(at).type() == SignalType.TRANSACTION);
    }

    private boolean isBoughtOnly(PhraseHit hit) {
        return hit.targets().keySet().stream().allMatch(at -> catalog.get(at).type() == SignalType.TRANSACTION);
    }

    /** "Pregnant women" are women as well, while "women's shoes" may be anybody's. */
    private long persons() {
        long persons = 0;
        for (int at = 0; at < brief.size(); at++) {
            boolean owns = brief.tokens.get(at).suffix().equals("s");
            boolean occasion = at + 1 < brief.size() && brief.cues.has("occasion", brief.lights.get(at + 1));
            if (brief.cues.has("person", brief.lights.get(at)) && !owns && !occasion) {
                persons |= 1L << at;
            }
        }
        return persons;
    }

    private boolean speaks(long mask) {
        for (int at = Long.numberOfTrailingZeros(mask); at < brief.size(); at++) {
            if ((mask & 1L << at) != 0 && brief.spoken[at]) {
                return true;
            }
        }
        return false;
    }

    /** "Families … booking a beach holiday" is a family holiday, however far apart the words stand. */
    private List<PhraseHit> distant(List<PhraseHit> near) {
        List<PhraseHit> far = new ArrayList<>();
        for (PhraseHit first : near) {
            for (PhraseHit second : near) {
                boolean apart = first.last() + 1 < second.first()
                        && !isListed(first, second)
                        && !endsInHead(first)
                        && !endsInHead(second);
                if (apart && !first.modifier() && !second.modifier() && !repeats(first, second)) {
                    pair(first, second, far);
                }
            }
        }
        return far;
    }

    /** "Dog owners with children at home" are no home owners. */
    private boolean endsInHead(PhraseHit hit) {
        return hit.words() > 1 && brief.cues.has("head", brief.lights.get(hit.last()));
    }

    /** A word that the second phrase has already needn't be brought to it: "travel a lot, want travel insurance". */
    private boolean repeats(PhraseHit first, PhraseHit second) {
        String word = brief.stems.get(first.last());
        for (int at = second.first(); at <= second.last(); at++) {
            if ((second.mask() & 1L << at) != 0 && brief.stems.get(at).equals(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean isListed(PhraseHit first, PhraseHit second) {
        boolean joint = false;
        for (int at = first.last() + 1; at <= second.first(); at++) {
            joint |= brief.joint[at];
            if (at < second.first() && !brief.stop[at] && !brief.joint[at]) {
                return false;
            }
        }
        return joint;
    }

    /** "Horse lovers, racing aside": the word that is excluded belongs to a word that is not. */
    private List<PhraseHit> sharedHeads(List<PhraseHit> hits) {
        List<PhraseHit> found = new ArrayList<>();
        for (int at = 0; at < brief.size(); at++) {
            long word = 1L << at;
            boolean free =
                    brief.negated[at] && !brief.stop[at] && hits.stream().noneMatch(hit -> (hit.mask() & word) != 0);
            for (int head = 0; head < brief.size() && free; head++) {
                PhraseIndex.Entry entry = brief.negated[head] || brief.stop[head]
                        ? null
                        : phrases.phrase(List.of(brief.lights.get(at), brief.lights.get(head)));
                if (entry != null && !entry.modifier) {
                    found.add(new PhraseHit(word, entry.targets, false, PhraseHit.DISTANT));
                    free = false;
                }
            }
        }
        return found;
    }

    /** "Traveling to Europe … booked air travel": together they say nothing that the first doesn't. */
    private void pair(PhraseHit first, PhraseHit second, List<PhraseHit> far) {
        int a = first.last();
        int b = second.last();
        PhraseIndex.Entry entry = phrases.phrase(List.of(brief.lights.get(a), brief.lights.get(b)));
        if (entry != null
                && !entry.modifier
                && brief.negated[a] == brief.negated[b]
                && !first.targets().keySet().containsAll(entry.targets.keySet())) {
            far.add(new PhraseHit(1L << a | 1L << b, entry.targets, false, PhraseHit.DISTANT));
        }
    }
}
