package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.SuggestedSignal;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.answer.EventWording;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.chat.agent.answer.TimeWording;
import dev.earshot.chat.agent.draft.WordMeanings;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rules agent says of a draft: what it understood, each signal with its reason and reach, the size, and one
 * question.
 */
final class DraftAnswer {
    private static final int MOST_UNUSED = 6;

    private final TaxonomyIndex taxonomy;
    private final Optional<DialogueMemory.Choice> choice;
    private final TimeWording times;
    private final ReplyTexts texts;
    private final SignalNames names;
    private final EventWording events;

    DraftAnswer(TaxonomyIndex taxonomy, Language language) {
        this(taxonomy, language, Optional.empty());
    }

    /** @param choice the question that the answer ends with, in place of the usual one */
    DraftAnswer(TaxonomyIndex taxonomy, Language language, Optional<DialogueMemory.Choice> choice) {
        this.taxonomy = taxonomy;
        this.choice = choice;
        texts = ReplyTexts.in(language);
        times = new TimeWording(texts);
        names = new SignalNames(taxonomy, language);
        events = new EventWording(texts);
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

    /** @param describes whether the prompt says that it is about people, so that the taxonomy lacks what it says */
    String text(ReplyPart.Proposal proposal, Estimate size, MatchResult match, boolean describes) {
        Rule draft = proposal.draft();
        List<String> lines = new ArrayList<>();
        if (match.isEmpty() && match.doubts().isEmpty()) {
            lines.add(notUnderstood(draft, match, describes));
        }
        if (draft.isEmpty()) {
            if (!match.isEmpty()) {
                lines.add(texts.text("draft.empty"));
            }
        } else {
            lines.addAll(description(draft));
            List<Signal> shown = names.signals(draft.criteria().toList());
            proposal.suggestions().signals().forEach(signal -> lines.add(line(signal, shown)));
            lines.add(size(size));
        }
        unused(match).ifPresent(lines::add);
        lines.add(question(draft));
        return String.join("\n", lines);
    }

    private String notUnderstood(Rule draft, MatchResult match, boolean describes) {
        if (describes) {
            return texts.text("draft.nothing");
        }
        return texts.text(draft.isEmpty() ? "draft.unclear" : "draft.unclear.kept");
    }

    /** The words that nothing was made of: no signal stands for them, or a time that can't be kept. */
    private Optional<String> unused(MatchResult match) {
        List<String> words = match.unused().stream()
                .filter(word -> choice.filter(asked -> asked.about().equalsIgnoreCase(word))
                        .isEmpty())
                .limit(MOST_UNUSED)
                .map(word -> "“" + word + "”")
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(texts.text("draft.unused", String.join(", ", words)));
    }

    private List<String> description(Rule draft) {
        List<String> lines = new ArrayList<>();
        if (!draft.all().isEmpty()) {
            String groups = draft.all().stream()
                    .map(group -> alternatives(group, draft))
                    .collect(Collectors.joining(" + "));
            lines.add(texts.text("draft.all", groups));
        }
        if (!draft.none().isEmpty()) {
            String left = draft.none().stream()
                    .flatMap(criterion ->
                            names(List.of(criterion), draft).stream().map(name -> name + times.of(criterion)))
                    .collect(Collectors.joining(", "));
            lines.add(texts.text("draft.none", left));
        }
        return lines;
    }

    /** "Coffee or Tea in the last 30 days": the time is said once where it is the same for all of them. */
    private String alternatives(Rule.Group group, Rule draft) {
        List<String> said = group.any().stream().map(times::of).distinct().toList();
        if (said.size() == 1) {
            return String.join(texts.text("draft.or"), names(group.any(), draft)) + said.get(0);
        }
        return group.any().stream()
                .flatMap(criterion -> names(List.of(criterion), draft).stream().map(name -> name + times.of(criterion)))
                .collect(Collectors.joining(texts.text("draft.or")));
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
        Stream<String> signals = names.signals(criteria).stream().map(signal -> names.name(signal, all));
        return Stream.concat(signals, events.of(criteria).stream()).toList();
    }

    /** Asks for the first thing that is missing. */
    private String question(Rule draft) {
        if (choice.isPresent()) {
            return WordMeanings.question(choice.get(), texts);
        }
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
