package dev.earshot.matching;

import dev.earshot.common.TextResource;
import dev.earshot.matching.clause.ListReader;
import dev.earshot.matching.clause.ListReader.Link;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells which phrases are alternatives to the phrase before: "birds, fish or reptiles", and "vegans and vegetarians",
 * since few are both.
 */
final class Alternatives {
    /** Of two things parted by a comma only, both may be asked for. */
    private static final int SHORTEST_LIST = 3;

    private final SignalIndex catalog;

    /** Names of signals of which a person rarely has two. */
    private final List<Set<String>> exclusive = new ArrayList<>();

    Alternatives(SignalIndex catalog) {
        this.catalog = catalog;
        for (String line : TextResource.lines("signal/exclusive-signals.txt")) {
            exclusive.add(Set.of(line.strip().split("\\s*;\\s*")));
        }
    }

    Set<PhraseHit> in(ReadStatement statement, List<PhraseHit> all) {
        List<PhraseHit> hits =
                all.stream().filter(hit -> !hit.targets().isEmpty()).toList();
        List<Link> links = statement.links(hits);
        Set<PhraseHit> either = new HashSet<>(statement.chosen(hits, catalog));
        for (int i = 1; i < hits.size(); i++) {
            boolean sameThing = hits.get(i).isDistant()
                            && hits.get(i).last() == hits.get(i - 1).last()
                    || areInterleaved(hits.get(i - 1), hits.get(i));
            if (sameThing
                    || isOr(statement, links, hits, i)
                    || isListOfOneKind(statement, links, hits, i)
                    || (links.get(i) != Link.APART
                            && !statement.saysAll()
                            && areExclusive(hits.get(i - 1), hits.get(i)))) {
                either.add(hits.get(i));
            }
        }
        return either;
    }

    /** A list whose parts share a head or a field names alternatives, unless it says "both". */
    private boolean isListOfOneKind(ReadStatement statement, List<Link> links, List<PhraseHit> hits, int at) {
        Brief brief = statement.brief();
        return !statement.saysAll()
                && !new ListReader(brief)
                        .saysBoth(hits.get(at - 1).first() - 3, hits.get(at).last())
                && (areTraitsOfOneTier(links.get(at), hits.get(at - 1), hits.get(at))
                        || sharesHead(statement, links, hits, at)
                        || sharesLastWord(hits.get(at - 1), hits.get(at))
                        || isOfOneField(statement, links, hits, at)
                        || areInParentheses(brief, links.get(at), hits.get(at - 1), hits.get(at))
                        || ((links.get(at) == Link.AND || isInLongList(links, at))
                                && areKindsOfPeople(brief, hits.get(at - 1), hits.get(at))));
    }

    /** "Students and retirees": of one kind of trait a person has one, unless they stand side by side without "and". */
    private boolean areTraitsOfOneTier(Link link, PhraseHit one, PhraseHit other) {
        return link == Link.AND
                && one.targets().keySet().stream()
                        .filter(a -> catalog.get(a).type() == SignalType.DEMOGRAPHIC)
                        .anyMatch(a -> other.targets().keySet().stream().anyMatch(b -> catalog.areSiblings(a, b)));
    }

    /** "Horror and romantic comedy films": either begins before the other and ends within it or behind. */
    private boolean areInterleaved(PhraseHit one, PhraseHit other) {
        return (one.reachesInto(other) || other.reachesInto(one)) && isThing(one) && isThing(other);
    }

    /** "Night shift workers (nurses, guards, truckers)": the kinds of them. */
    private boolean areInParentheses(Brief brief, Link link, PhraseHit one, PhraseHit other) {
        return link.isListed()
                && isThing(one)
                && isThing(other)
                && new ListReader(brief).areInParentheses(one.first(), other.last());
    }

    private static boolean isInLongList(List<Link> links, int at) {
        return links.get(at) == Link.COMMA
                && (links.get(at - 1) == Link.COMMA
                        || (at + 1 < links.size() && links.get(at + 1).isListed()));
    }

    /** "Lawyers and accountants", "tablet buyers and dog owners": few are both. */
    private boolean areKindsOfPeople(Brief brief, PhraseHit one, PhraseHit other) {
        ListReader lists = new ListReader(brief);
        return isThing(one) && isThing(other) && lists.namesPeople(one.last()) && lists.namesPeople(other.last());
    }

    /** "Sleep aid and vitamin buyers": some buy the one, some the other. */
    private boolean sharesHead(ReadStatement statement, List<Link> links, List<PhraseHit> hits, int at) {
        Brief brief = statement.brief();
        ListReader lists = new ListReader(brief);
        int last = at;
        while (last + 1 < hits.size() && links.get(last + 1) == Link.AND && links.get(at) == Link.COMMA) {
            last++;
        }
        return (links.get(at) == Link.AND || last > at || isBeforeVerb(brief, links, hits, at))
                && isThing(hits.get(at - 1))
                && isThing(hits.get(at))
                && lists.hasHead(hits.get(last).last())
                && !lists.hasHead(hits.get(at - 1).last());
    }

    /** "Tenis, golf oynayanlar": two things before one verb, where English would say "and". */
    private static boolean isBeforeVerb(Brief brief, List<Link> links, List<PhraseHit> hits, int at) {
        int next = hits.get(at).last() + 1;
        return links.get(at) == Link.COMMA && next < brief.size() && new ListReader(brief).saysWhatIsDone(next);
    }

    /** "Camping and hiking gear". */
    private boolean sharesLastWord(PhraseHit one, PhraseHit other) {
        return one.sharesLastWord(other) && isThing(one) && isThing(other);
    }

    /**
     * "Into tennis, golf and padel": a list of things of one kind names alternatives, unless it says "both". Without
     * "and" only close kin do, since commas also part what belongs together.
     */
    private boolean isOfOneField(ReadStatement statement, List<Link> links, List<PhraseHit> hits, int at) {
        Brief brief = statement.brief();
        if (!links.get(at).isListed()) {
            return false;
        }
        int first = at - 1;
        while (first > 0 && links.get(first) == Link.COMMA) {
            first--;
        }
        int last = at;
        while (last + 1 < hits.size()
                && links.get(last) == Link.COMMA
                && links.get(last + 1).isListed()) {
            last++;
        }
        boolean and = links.subList(first + 1, last + 1).contains(Link.AND)
                || brief.followsColon(hits.get(first).first());
        boolean headed = statement.anyOf()
                || new ListReader(brief).isBehindHead(hits.get(first).first());
        if (headed && hits.subList(first, last + 1).stream().allMatch(this::isThing)) {
            return true;
        }
        if (!and && last - first + 1 < SHORTEST_LIST) {
            return false;
        }
        boolean shopping = and && last - first + 1 >= SHORTEST_LIST;
        for (int next = first + 1; next <= last; next++) {
            if (!areAlike(brief, hits.get(next - 1), hits.get(next), and)
                    && !(shopping && areProducts(brief, hits.get(next - 1), hits.get(next)))) {
                return false;
            }
        }
        return !new ListReader(brief)
                .saysBoth(hits.get(first).first() - 3, hits.get(last).last());
    }

    private boolean areAlike(Brief brief, PhraseHit one, PhraseHit other, boolean and) {
        return isThing(one)
                && isThing(other)
                && !new ListReader(brief).hasVerb(one.last())
                && one.targets().keySet().stream()
                        .anyMatch(a -> other.targets().keySet().stream()
                                .anyMatch(b -> and ? catalog.areOfOneField(a, b) : catalog.areSiblings(a, b)));
    }

    /** Few buy all of three things in a list: "bleach, dish soap and bin bags", "toner, standing desks and pens". */
    private boolean areProducts(Brief brief, PhraseHit one, PhraseHit other) {
        return isProduct(one)
                && isProduct(other)
                && brief.intent[one.last()] != PurchaseStage.INTEREST
                && brief.intent[other.last()] != PurchaseStage.INTEREST
                && !new ListReader(brief).endsClause(one.last());
    }

    private boolean isProduct(PhraseHit hit) {
        return isThing(hit)
                && hit.targets().keySet().stream()
                        .anyMatch(at -> catalog.get(at).type() == SignalType.TRANSACTION);
    }

    /**
     * The "or" before the last of a list holds for its commas too, as long as the list is of things to like or buy; a
     * slash ties only what stands on its two sides.
     */
    private boolean isOr(ReadStatement statement, List<Link> links, List<PhraseHit> hits, int at) {
        if (links.get(at) == Link.OR) {
            return true;
        }
        ListReader lists = new ListReader(statement.brief());
        boolean ends = lists.hasVerb(hits.get(at - 1).last())
                        && !lists.hasVerb(hits.get(at).last())
                || catalog.isParent(hits.get(at - 1));
        if (links.get(at) != Link.COMMA || ends || !isThing(hits.get(at - 1)) || !isThing(hits.get(at))) {
            return false;
        }
        int next = at + 1;
        while (next < hits.size() && links.get(next) == Link.COMMA && isThing(hits.get(next))) {
            next++;
        }
        return next < hits.size()
                && links.get(next) == Link.OR
                && !statement.brief().tokens.get(hits.get(next).first()).followsSlash()
                && isThing(hits.get(next));
    }

    /** Something to like or buy; who has children is a parent first, whatever else that may mean. */
    private boolean isThing(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .map(catalog::get)
                .map(Signal::type)
                .noneMatch(type -> type == SignalType.DEMOGRAPHIC || type == SignalType.LOCATION);
    }

    private boolean areExclusive(PhraseHit one, PhraseHit other) {
        return exclusive.stream().anyMatch(names -> isNamed(one, names) && isNamed(other, names));
    }

    private boolean isNamed(PhraseHit hit, Set<String> names) {
        return hit.targets().keySet().stream()
                .anyMatch(at -> names.contains(catalog.get(at).name()));
    }
}
