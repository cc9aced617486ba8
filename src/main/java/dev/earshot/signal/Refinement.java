package dev.earshot.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets a neighbour say which of several signals is meant: beside "used", of the two SUVs the one under Pre-Owned Vehicles.
 * A modifier that found nothing to refine is dropped.
 */
final class Refinement {
    private static final float STRONG = 0.95f;
    /** The tiers that sum up a whole field; deeper ones say something of their own. */
    private static final int GENERAL = 2;

    private final Brief brief;
    private final Catalog catalog;

    Refinement(Brief brief, Catalog catalog) {
        this.brief = brief;
        this.catalog = catalog;
    }

    List<Hit> refine(List<Hit> hits) {
        List<Hit> left = new ArrayList<>(hits);
        for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < left.size(); j++) {
                if (i != j && adjacent(left.get(i), left.get(j))) {
                    List<Integer> below = below(left.get(i), left.get(j));
                    if (!below.isEmpty()) {
                        left.set(j, left.get(j).narrowedTo(below, left.get(i).mask()));
                        left.remove(i);
                        i = -1;
                        break;
                    }
                }
            }
        }
        left.removeIf(Hit::modifier);
        return withoutGeneralities(left);
    }

    /** Where "sofa" is said, "furniture" says nothing more; but "sports fans" stay, whatever else they like. */
    private List<Hit> withoutGeneralities(List<Hit> hits) {
        List<Hit> left = new ArrayList<>();
        for (Hit hit : hits) {
            Set<Integer> general = hit.targets().keySet().stream()
                    .filter(above -> catalog.get(above).path().size() <= GENERAL)
                    .filter(above -> hits.stream()
                            .anyMatch(other -> other != hit && !listed(hit, other) && hasBest(other, above)))
                    .collect(Collectors.toSet());
            Hit rest = general.isEmpty() || brief.intent[hit.last()] == Intent.INTEREST ? hit : hit.without(general);
            if (!rest.targets().isEmpty()) {
                left.add(rest);
            }
        }
        return left;
    }

    /** Both stand in one list, so each is meant: "tyres and car parts". */
    private boolean listed(Hit a, Hit b) {
        int from = Math.min(a.last(), b.last()) + 1;
        for (int at = from; at <= Math.max(a.first(), b.first()); at++) {
            if (brief.joint[at]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasBest(Hit hit, int above) {
        return !brief.negated[hit.first()]
                && hit.targets().entrySet().stream()
                        .anyMatch(target -> target.getValue() >= STRONG && catalog.isAncestor(above, target.getKey()));
    }

    private boolean adjacent(Hit a, Hit b) {
        Hit first = a.first() < b.first() ? a : b;
        Hit second = first == a ? b : a;
        if (first.last() >= second.first()) {
            return false;
        }
        for (int at = first.last() + 1; at <= second.first(); at++) {
            if (brief.joint[at] || brief.boundary[at] || (at < second.first() && !brief.stop[at])) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> below(Hit broad, Hit narrow) {
        return narrow.targets().keySet().stream()
                .filter(at -> broad.targets().keySet().stream().anyMatch(above -> catalog.isAncestor(above, at)))
                .sorted()
                .toList();
    }
}
