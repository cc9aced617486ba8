package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DraftPart;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes from a draft what a subject names: a part of it ("the ages"), a place in it ("the second"), or signals. */
final class DraftRemoval {
    private static final Pattern AND =
            Pattern.compile("(?iuU)\\s*(?:,|&|\\+|\\b(?:and|as well as|plus|ve|ile)\\b)\\s*");

    /** "How often and how recently, just book buyers": what stays is no part that goes. */
    private static final Pattern ONLY = Pattern.compile("(?iuU)(?:just|only|sadece|yalnız\\w*)\\b");

    private final TaxonomyIndex taxonomy;
    private final Language language;
    private final Rule draft;
    /** The groups that the latest change brought. */
    private final List<Rule.Group> last;

    DraftRemoval(TaxonomyIndex taxonomy, Language language, Rule draft, List<Rule.Group> last) {
        this.taxonomy = taxonomy;
        this.language = language;
        this.draft = draft;
        this.last = last;
    }

    /** The draft without the part or the place that the subject names; empty if it names neither. */
    Optional<Rule> withoutPart(String subject) {
        Optional<DraftPart> part = ActReader.part(subject, language);
        return part.map(named -> DraftParts.without(draft, named, taxonomy, last))
                .or(() -> Optional.of(ActReader.places(subject, language))
                        .filter(places -> !places.isEmpty())
                        .map(places -> DraftParts.without(draft, places)))
                .or(() -> withoutDeeds(subject))
                .or(() -> withoutParts(Stream.of(AND.split(subject))
                        .filter(each -> !ONLY.matcher(each).lookingAt())
                        .toList()));
    }

    /** "Remove people who saved an item": what the draft asks of events; empty if it asks nothing of these. */
    private Optional<Rule> withoutDeeds(String subject) {
        Rule rest = BehaviourReader.read(subject).takenFrom(draft);
        return Optional.of(rest).filter(without -> !without.equals(draft));
    }

    /** "The exclusions and the income": one after the other, if one of them is a part. */
    private Optional<Rule> withoutParts(List<String> subjects) {
        if (subjects.size() < 2
                || subjects.stream()
                        .noneMatch(each -> ActReader.part(each, language).isPresent())) {
            return Optional.empty();
        }
        Rule rest = draft;
        for (String subject : subjects) {
            DraftRemoval removal = new DraftRemoval(taxonomy, language, rest, last);
            Rule before = rest;
            rest = removal.withoutPart(subject)
                    .orElseGet(() -> removal.withoutSignals(
                            new SubjectWords(taxonomy, language).match(subject, before), subject));
        }
        return Optional.of(rest);
    }

    /** The draft without the signals that the subject means, or else those whose names it says. */
    Rule withoutSignals(MatchResult match, String subject) {
        DraftTargets targets = new DraftTargets(taxonomy, draft);
        Rule byMeaning = targets.without(match, subject);
        return byMeaning.equals(draft)
                ? targets.without(new SubjectWords(taxonomy, language).named(subject, draft), subject)
                : byMeaning;
    }
}
