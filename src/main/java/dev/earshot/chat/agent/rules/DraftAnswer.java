package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.SuggestedSignal;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the rules agent says of a draft: what it understood, each signal with its reason and reach, the size, and one
 * question.
 */
final class DraftAnswer {
    private final TaxonomyIndex taxonomy;
    private final ReplyTexts texts;
    private final SignalNames names;

    DraftAnswer(TaxonomyIndex taxonomy, Language language) {
        this.taxonomy = taxonomy;
        texts = ReplyTexts.in(language);
        names = new SignalNames(taxonomy, language);
    }

    /** The draft after a change that matched nothing: an undo, a part that is gone. */
    String text(ReplyPart.Proposal proposal, Estimate size) {
        Rule draft = proposal.draft();
        if (draft.isEmpty()) {
            return texts.text("draft.empty") + "\n" + question(draft);
        }
        List<String> lines = new ArrayList<>(description(draft));
        lines.add(size(size));
        return String.join("\n", lines);
    }

    String text(ReplyPart.Proposal proposal, Estimate size, MatchResult match, DraftCommand wish) {
        Rule draft = proposal.draft();
        List<String> lines = new ArrayList<>();
        if (match.isEmpty() && wish == DraftCommand.CONFIRM && !draft.isEmpty()) {
            lines.add(texts.text("draft.kept"));
        } else if (match.isEmpty() && wish != DraftCommand.START_OVER) {
            lines.add(texts.text("draft.nothing"));
        }
        if (draft.isEmpty()) {
            if (!match.isEmpty() || wish == DraftCommand.START_OVER) {
                lines.add(texts.text("draft.empty"));
            }
        } else {
            lines.addAll(description(draft));
            List<Signal> shown = names.signals(draft.criteria().toList());
            proposal.suggestions().signals().forEach(signal -> lines.add(line(signal, shown)));
            lines.add(size(size));
        }
        if (wish != DraftCommand.CONFIRM || !match.isEmpty()) {
            lines.add(question(draft));
        }
        return String.join("\n", lines);
    }

    private List<String> description(Rule draft) {
        List<String> lines = new ArrayList<>();
        if (!draft.all().isEmpty()) {
            String groups = draft.all().stream()
                    .map(group -> String.join(texts.text("draft.or"), names(group.any(), draft)))
                    .collect(Collectors.joining(" + "));
            lines.add(texts.text("draft.all", groups));
        }
        if (!draft.none().isEmpty()) {
            lines.add(texts.text("draft.none", String.join(", ", names(draft.none(), draft))));
        }
        return lines;
    }

    private String line(SuggestedSignal signal, List<Signal> shown) {
        String name = taxonomy.find(signal.id())
                .map(known -> names.name(known, shown))
                .orElse(signal.name());
        String type = texts.text("type." + signal.type());
        return texts.text("draft.signal", name, type, signal.reason(), signal.reach());
    }

    private String size(Estimate size) {
        return texts.counted("draft.size", size.count(), size.count(), size.universe());
    }

    private List<String> names(List<Criterion> criteria, Rule draft) {
        List<Signal> all = names.signals(draft.criteria().toList());
        return names.signals(criteria).stream()
                .map(signal -> names.name(signal, all))
                .toList();
    }

    /** Asks for the first thing that is missing. */
    private String question(Rule draft) {
        return texts.text("ask." + missing(draft));
    }

    private String missing(Rule draft) {
        List<SignalType> said = draft.all().stream()
                .flatMap(group -> group.any().stream())
                .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                .map(Signal::type)
                .toList();
        if (said.isEmpty()) {
            return "reach";
        }
        if (!said.contains(SignalType.TRANSACTION) && !said.contains(SignalType.INTEREST)) {
            return "interest";
        }
        if (!said.contains(SignalType.LOCATION)) {
            return "place";
        }
        if (!said.contains(SignalType.DEMOGRAPHIC)) {
            return "people";
        }
        return draft.none().isEmpty() ? "exclusion" : "agreement";
    }
}
