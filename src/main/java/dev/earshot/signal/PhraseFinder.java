package dev.earshot.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the phrases in a brief: the longest win, and "camping and hiking gear" is camping gear as well as hiking gear. */
final class PhraseFinder {
    private static final int WINDOW = 6;
    private static final int LONGEST = 4;
    private static final double STEMMED = 0.96;
    private static final double FOREIGN = 0.9;
    private static final double GAP = 0.93;
    /** What a word in between costs, even one that may be skipped: of two dogs the nearer one eats the food. */
    private static final double STRETCH = 0.05;

    private final Brief brief;
    private final PhraseIndex own;
    private final PhraseIndex english;
    private final long taken;
    private final List<Candidate> candidates = new ArrayList<>();

    /** @param joined the words left out stand in a list, so that sharing words with another phrase is fine */
    private record Candidate(Hit hit, double rank, boolean joined) {}

    PhraseFinder(Brief brief, PhraseIndex own, PhraseIndex english, long taken) {
        this.brief = brief;
        this.own = own;
        this.english = english;
        this.taken = taken;
    }

    List<Hit> find() {
        for (int start = 0; start < brief.size(); start++) {
            literals(start);
            if (isContent(start)) {
                grow(new ArrayList<>(List.of(start)), start);
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::rank).reversed());
        return choose();
    }

    private boolean isContent(int at) {
        return !brief.stop[at] && (taken & 1L << at) == 0;
    }

    private void literals(int start) {
        for (int end = start + 2; end <= Math.min(brief.size(), start + 5); end++) {
            PhraseIndex.Entry entry = own.literal(brief.lights.subList(start, end));
            long mask = (1L << end) - (1L << start);
            if (entry != null && (mask & taken) == 0) {
                offer(mask, entry, 1, 0, false);
            }
        }
    }

    private void grow(List<Integer> chosen, int start) {
        look(chosen);
        int last = chosen.get(chosen.size() - 1);
        for (int next = last + 1; next < Math.min(brief.size(), start + WINDOW) && chosen.size() < LONGEST; next++) {
            if (brief.boundary[next]) {
                return;
            }
            if (isContent(next)) {
                chosen.add(next);
                grow(chosen, start);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private void look(List<Integer> chosen) {
        int skipped = 0;
        boolean joined = false;
        for (int at = chosen.get(0) + 1; at <= chosen.get(chosen.size() - 1); at++) {
            joined |= brief.joint[at];
            if (isContent(at) && !chosen.contains(at) && !brief.joint[at]) {
                skipped++;
            }
        }
        if ((joined && skipped == 0) || (!joined && skipped > 1) || skipped > 2) {
            return;
        }
        if (chosen.size() == 1 && brief.spoken[chosen.get(0)]) {
            return;
        }
        long mask = 0;
        List<String> lights = new ArrayList<>(chosen.size());
        List<String> stems = new ArrayList<>(chosen.size());
        for (int at : chosen) {
            mask |= 1L << at;
            lights.add(brief.lights.get(at));
            stems.add(brief.stems.get(at));
        }
        int stretch = chosen.get(chosen.size() - 1) - chosen.get(0) + 1 - chosen.size();
        match(mask, lights, stems, Math.pow(GAP, skipped), skipped + STRETCH * stretch, joined);
    }

    private void match(
            long mask, List<String> lights, List<String> stems, double sureness, double skipped, boolean joined) {
        PhraseIndex.Entry entry = own.phrase(lights);
        double factor = 1;
        if (entry == null && mayBeStemmed(mask)) {
            entry = own.stemmed(stems);
            factor = STEMMED;
        }
        if (entry == null && own != english) {
            entry = english.phrase(lights);
            factor = FOREIGN;
        }
        if (entry != null) {
            offer(mask, entry, sureness * factor, skipped, joined);
        }
    }

    /** "planning" is no plane and "booking" no book: a word with a role of its own is taken as it stands. */
    private boolean mayBeStemmed(long mask) {
        for (int at = Long.numberOfTrailingZeros(mask); at < brief.size(); at++) {
            boolean stemDiffers = !brief.stems.get(at).equals(brief.lights.get(at));
            if ((mask & 1L << at) != 0
                    && stemDiffers
                    && brief.language == Language.EN
                    && (brief.spoken[at] || brief.cues.isWeak(brief.lights.get(at)))) {
                return false;
            }
        }
        return true;
    }

    private void offer(long mask, PhraseIndex.Entry entry, double sureness, double skipped, boolean joined) {
        Hit hit = new Hit(mask, entry.targets, entry.modifier, sureness);
        double rank = hit.words() - 0.3 * skipped + 0.1 * sureness - (hit.modifier() ? 0.2 : 0);
        candidates.add(new Candidate(hit, rank, joined));
    }

    private List<Hit> choose() {
        List<Hit> hits = new ArrayList<>();
        long covered = 0;
        for (Candidate candidate : candidates) {
            long mask = candidate.hit().mask();
            boolean news = (mask & ~covered) != 0;
            boolean shares = (mask & covered) != 0;
            if (news && (!shares || candidate.joined() || (candidate.hit().words() > 2))) {
                hits.add(candidate.hit());
                covered |= mask;
            }
        }
        hits.sort(Hit.IN_TEXT_ORDER);
        return hits;
    }
}
