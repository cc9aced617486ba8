package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets nothing through on the strength of one doubtful word: an everyday word ("folk", "message"), one with several
 * meanings ("apple"), one whose spelling was mended. It needs support: a phrase of the same field elsewhere in the
 * text, or for everyday words that the sentence says outright that it is liked or bought.
 */
final class SenseGate {
    /** The tiers that make a field: Interest > Sports. */
    private static final int FIELD = 2;

    /** "Divorced guys": who is meant stands first or behind one word that says which. */
    private static final int LAST_OF_WHO = 1;

    /** From so many letters on a place whose spelling was mended is that place: "Califronia". */
    private static final int SAFE_PLACE = 7;

    private final SignalIndex catalog;
    private final Homonyms homonyms;

    SenseGate(SignalIndex catalog, Homonyms homonyms) {
        this.catalog = catalog;
        this.homonyms = homonyms;
    }

    /** @param doubtful words with several meanings none of which is supported */
    record Verdict(Map<ReadStatement, List<PhraseHit>> hits, List<Homonyms.Word> doubtful) {}

    Verdict judge(Map<ReadStatement, List<PhraseHit>> found) {
        Set<List<String>> fields = found.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(hit -> !entry.getKey().isNegated(hit))
                        .filter(hit -> !isDoubtful(entry.getKey().brief(), hit)))
                .flatMap(hit -> hit.targets().keySet().stream())
                .map(this::field)
                .collect(Collectors.toCollection(HashSet::new));
        fields.addAll(sharedByHomonyms(found));
        List<Homonyms.Word> doubtful = new ArrayList<>();
        boolean several = found.size() > 1;
        found.replaceAll((statement, hits) -> hits.stream()
                .flatMap(hit -> isLine(statement.brief(), hit, several)
                        ? Stream.of(hit)
                        : judge(statement.brief(), hit, fields, doubtful).stream())
                .toList());
        return new Verdict(found, doubtful);
    }

    /** Two doubtful words settle each other: "Dolphins and Saints" are two teams. */
    private Set<List<String>> sharedByHomonyms(Map<ReadStatement, List<PhraseHit>> found) {
        Map<List<String>, Set<Homonyms.Word>> words = new HashMap<>();
        found.forEach((statement, hits) -> hits.stream()
                .filter(hit -> hit.words() == 1)
                .map(hit -> homonym(statement.brief(), hit))
                .filter(Objects::nonNull)
                .forEach(word -> word.meanings()
                        .forEach(at -> words.computeIfAbsent(field(at), k -> new HashSet<>())
                                .add(word))));
        Set<List<String>> shared = words.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return shared.size() == 1 ? shared : Set.of();
    }

    private List<PhraseHit> judge(Brief brief, PhraseHit hit, Set<List<String>> fields, List<Homonyms.Word> doubtful) {
        if (!isDoubtful(brief, hit)) {
            return List.of(hit);
        }
        Homonyms.Word homonym = homonym(brief, hit);
        if (homonym != null) {
            Map<Integer, Float> meant = homonym.meanings().stream()
                    .filter(at -> fields.contains(field(at)))
                    .collect(Collectors.toMap(at -> at, at -> 1f));
            if (meant.isEmpty()) {
                doubtful.add(homonym);
                return List.of();
            }
            return List.of(new PhraseHit(hit.mask(), meant, false, hit.sureness()));
        }
        boolean supported = !isPlace(hit) && hit.targets().keySet().stream().anyMatch(at -> fields.contains(field(at)));
        return supported || isSaidOutright(brief, hit) ? List.of(hit) : List.of();
    }

    private boolean isDoubtful(Brief brief, PhraseHit hit) {
        int at = hit.first();
        if (hit.words() > 1 || RangeReader.isRange(hit, catalog) || isWhoIsMeant(brief, at)) {
            return false;
        }
        boolean everyday = brief.cues.isOrdinary(brief.tokens.get(at).folded())
                || (isPlace(hit) && brief.cues.has("place homonym", brief.lights.get(at)));
        return brief.mended[at] || everyday || homonym(brief, hit) != null;
    }

    /** "Guys worried about …": with what a brief begins is who it is about, unless they are addressed: "guys, …". */
    private static boolean isWhoIsMeant(Brief brief, int at) {
        String light = brief.lights.get(at);
        boolean role = brief.cues.has("male role", light) || brief.cues.has("female role", light);
        boolean goesOn = at + 1 < brief.size() && !brief.tokens.get(at + 1).followsComma();
        return role && goesOn && (begins(brief, at) || isAskedFor(brief, at));
    }

    private static boolean begins(Brief brief, int at) {
        return at == 0
                || at <= LAST_OF_WHO && !brief.stop[0] && !brief.cues.has("addressed before", brief.lights.get(0));
    }

    /** "We're after guys in their thirties". */
    private static boolean isAskedFor(Brief brief, int at) {
        return at > 0 && brief.cues.has("asked before", brief.lights.get(at - 1));
    }

    private boolean isPlace(PhraseHit hit) {
        return hit.targets().keySet().stream().map(catalog::get).allMatch(s -> s.type() == SignalType.LOCATION);
    }

    /** "In Van" is the city, "a moving van" isn't. */
    private static boolean isPlaced(Brief brief, int at) {
        return at > 0 && brief.cues.has("placed", brief.lights.get(at - 1))
                || at + 1 < brief.size() && brief.cues.has("placed", brief.lights.get(at + 1));
    }

    private Homonyms.Word homonym(Brief brief, PhraseHit hit) {
        return homonyms.find(brief.language, brief.lights.get(hit.first()));
    }

    /** "Folk fans", "love folk", "in Califronia": a cue right beside it, with nothing but small words between. */
    private boolean isSaidOutright(Brief brief, PhraseHit hit) {
        int at = hit.first();
        boolean place = hit.targets().keySet().stream()
                .map(catalog::get)
                .map(Signal::type)
                .anyMatch(type -> type == SignalType.LOCATION);
        if (place && brief.cues.has("place homonym", brief.lights.get(at))) {
            return isPlaced(brief, at);
        }
        if (place && (!brief.mended[at] || brief.lights.get(at).length() >= SAFE_PLACE)) {
            return true;
        }
        if (isDemographic(hit) && (isPartOfList(brief, at) || saysWhichPerson(brief, at))) {
            return true;
        }
        if (isWhatTheyDo(brief, at) && !isDemographic(hit)) {
            return true;
        }
        boolean after = at + 1 < brief.size()
                && brief.spoken[at + 1]
                && brief.intent[at] != PurchaseStage.NONE
                && !brief.joint[at + 1];
        int before = at - 1;
        while (before >= 0 && brief.stop[before] && !brief.spoken[before]) {
            before--;
        }
        boolean cue =
                before >= 0 && brief.spoken[before] && !brief.boundary[at] && brief.intent[at] != PurchaseStage.NONE;
        return after || (cue && (brief.mended[at] || brief.intent[at] == PurchaseStage.INTEREST));
    }

    /** "Moms who run": a verb right behind "who" says what people do, unless it has an object. */
    private static boolean isWhatTheyDo(Brief brief, int at) {
        return brief.language == Language.EN
                && at > 0
                && brief.cues.has("relative", brief.lights.get(at - 1))
                && (at + 1 == brief.size()
                        || brief.joint[at + 1]
                        || brief.boundary[at + 1]
                        || brief.cues.has("placed", brief.lights.get(at + 1)));
    }

    /** "18-29, single, renting": what stands alone between commas is a criterion of its own. */
    private static boolean isPartOfList(Brief brief, int at) {
        boolean starts = at == 0 || brief.tokens.get(at).followsComma() || brief.joint[at - 1];
        boolean ends = at + 1 == brief.size() || brief.joint[at + 1];
        return starts && ends && brief.size() > 1 && !brief.mended[at];
    }

    /** "Single dads". */
    private static boolean saysWhichPerson(Brief brief, int at) {
        return at + 1 < brief.size()
                && !brief.joint[at + 1]
                && !brief.mended[at]
                && brief.cues.has("person", brief.lights.get(at + 1));
    }

    /** "- single": a trait that has a line of its own. */
    private boolean isLine(Brief brief, PhraseHit hit, boolean several) {
        return several && brief.size() == 1 && !brief.mended[0] && isDemographic(hit);
    }

    private boolean isDemographic(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .map(catalog::get)
                .allMatch(signal -> signal.type() == SignalType.DEMOGRAPHIC);
    }

    private List<String> field(int at) {
        List<String> path = catalog.get(at).path();
        return path.subList(Math.min(1, path.size() - 1), Math.min(FIELD, path.size()));
    }
}
