package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drafts, and what they are after an order. */
final class RevisedDraft {
    private static final TaxonomyIndex TAXONOMY = new TaxonomyIndex(1, StarterTaxonomy.load());

    static final Rule GOLF_IN_ARIZONA = draft(List.of("int_golf", "trans_golf"), List.of("loc_az"));

    private RevisedDraft() {}

    static Rule after(Rule draft, String said) {
        return revision(draft, said).draft();
    }

    static DraftRevision revision(Rule draft, String said) {
        Language language = new ActReader(Optional.empty(), false).read(said).language();
        DraftRevision revision = new DraftRevision(TAXONOMY, language, draft, DialogueMemory.NOTHING, List.of());
        new ActReader(Optional.of(language), false).read(said).acts().forEach(revision::apply);
        return revision;
    }

    @SafeVarargs
    static Rule draft(List<String>... groups) {
        List<Rule.Group> all = new ArrayList<>();
        for (List<String> group : groups) {
            all.add(new Rule.Group(group.stream().map(Criterion::of).toList()));
        }
        return new Rule(all, List.of());
    }

    static List<String> ids(Rule rule) {
        return rule.signals().toList();
    }
}
