package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DraftPart;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes back what a draft excludes. */
final class DraftExclusions {
    private final TaxonomyIndex taxonomy;
    private final Language language;
    private final SubjectWords words;
    private final Rule draft;

    DraftExclusions(TaxonomyIndex taxonomy, Language language, Rule draft) {
        this.taxonomy = taxonomy;
        this.language = language;
        this.draft = draft;
        words = new SubjectWords(taxonomy, language);
    }

    /** The draft without the exclusions that the subject names. */
    Rule without(String subject) {
        Set<String> ids = words.excludable(subject, draft);
        Rule kept = new DraftTargets(taxonomy, new Rule(List.of(), draft.none()))
                .without(words.match(subject, draft), subject);
        return new Rule(draft.all(), DraftTargets.without(kept.none(), ids));
    }

    /**
     * The draft with what the subject names included again.
     *
     * @param earlier the draft before the latest change
     * @return empty if the draft excluded nothing of the kind
     */
    Optional<Rule> undone(String subject, Rule earlier) {
        if (ActReader.isPronoun(subject, language) && !draft.none().isEmpty()) {
            return Optional.of(new Rule(draft.all(), latestUndone(earlier)));
        }
        Rule kept = without(subject);
        if (!kept.equals(draft)) {
            return Optional.of(kept);
        }
        Optional<DraftPart> part = ActReader.part(subject, language);
        return part.isPresent() && !earlier.isEmpty() ? Optional.of(earlier) : Optional.empty();
    }

    /** The exclusions before the latest one; none where excluding was not the latest change. */
    private List<Criterion> latestUndone(Rule earlier) {
        List<Criterion> known =
                draft.none().stream().filter(earlier.none()::contains).toList();
        return known.size() == draft.none().size() ? List.of() : known;
    }
}
