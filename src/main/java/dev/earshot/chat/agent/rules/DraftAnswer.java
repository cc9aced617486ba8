package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.SuggestedSignal;
import dev.earshot.chat.agent.ReplyPart;
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
    private final Wording wording;
    private final SignalNames names;

    DraftAnswer(TaxonomyIndex taxonomy, Language language) {
        this.taxonomy = taxonomy;
        wording = Wording.in(language);
        names = new SignalNames(taxonomy, language);
    }

    /** The draft after a change that matched nothing: an undo, a part that is gone. */
    String text(ReplyPart.Proposal proposal, Estimate size) {
        Rule draft = proposal.draft();
        if (draft.isEmpty()) {
            return wording.empty() + "\n" + wording.question(question(draft));
        }
        List<String> lines = new ArrayList<>(description(draft));
        lines.add(wording.size(size.count(), size.universe()));
        return String.join("\n", lines);
    }

    String text(ReplyPart.Proposal proposal, Estimate size, MatchResult match, DraftCommand wish) {
        Rule draft = proposal.draft();
        List<String> lines = new ArrayList<>();
        if (match.isEmpty() && wish == DraftCommand.CONFIRM && !draft.isEmpty()) {
            lines.add(wording.kept());
        } else if (match.isEmpty() && wish != DraftCommand.START_OVER) {
            lines.add(wording.nothing());
        }
        if (draft.isEmpty()) {
            if (!match.isEmpty() || wish == DraftCommand.START_OVER) {
                lines.add(wording.empty());
            }
        } else {
            lines.addAll(description(draft));
            List<Signal> shown = names.signals(draft.criteria().toList());
            proposal.suggestions().signals().forEach(signal -> lines.add(line(signal, shown)));
            lines.add(wording.size(size.count(), size.universe()));
        }
        if (wish != DraftCommand.CONFIRM || !match.isEmpty()) {
            lines.add(wording.question(question(draft)));
        }
        return String.join("\n", lines);
    }

    private List<String> description(Rule draft) {
        List<String> lines = new ArrayList<>();
        if (!draft.all().isEmpty()) {
            lines.add(wording.all(draft.all().stream()
                    .map(group -> wording.or(names(group.any(), draft)))
                    .collect(Collectors.joining(" + "))));
        }
        if (!draft.none().isEmpty()) {
            lines.add(wording.none(String.join(", ", names(draft.none(), draft))));
        }
        return lines;
    }

    private String line(SuggestedSignal signal, List<Signal> shown) {
        String name = taxonomy.find(signal.id())
                .map(known -> names.name(known, shown))
                .orElse(signal.name());
        return wording.line(name, SignalType.of(signal.type()), signal.reason(), signal.reach());
    }

    private List<String> names(List<Criterion> criteria, Rule draft) {
        List<Signal> all = names.signals(draft.criteria().toList());
        return names.signals(criteria).stream()
                .map(signal -> names.name(signal, all))
                .toList();
    }

    /** Asks for the first thing that is missing. */
    private Wording.Question question(Rule draft) {
        List<SignalType> said = draft.all().stream()
                .flatMap(group -> group.any().stream())
                .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                .map(Signal::type)
                .toList();
        if (said.isEmpty()) {
            return Wording.Question.WHOM;
        }
        if (!said.contains(SignalType.TRANSACTION) && !said.contains(SignalType.INTEREST)) {
            return Wording.Question.WHAT;
        }
        if (!said.contains(SignalType.LOCATION)) {
            return Wording.Question.WHERE;
        }
        if (!said.contains(SignalType.DEMOGRAPHIC)) {
            return Wording.Question.WHO;
        }
        return draft.none().isEmpty() ? Wording.Question.BUT : Wording.Question.SAVE;
    }
}
