package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a planner asks or says that changes no draft.
 *
 * @param draft as it stands, of signals that the taxonomy has
 * @param memory in which the next answer finds what this one leaves
 */
public record DialogueQuestion(
        AgentRequest request,
        DialogueAct act,
        Language language,
        Rule draft,
        DialogueMemory memory,
        TaxonomyIndex taxonomy) {

    ReplyTexts texts() {
        return ReplyTexts.in(language);
    }

    SignalNames names() {
        return new SignalNames(taxonomy, language);
    }

    /** What a rule asks for, in a few words: the first signal or event of each group. */
    String wording(Rule rule) {
        Stream<String> events = rule.all().stream()
                .flatMap(group -> new EventWording(texts())
                        .of(group.any().stream().limit(1).toList()).stream());
        return Stream.concat(Stream.of(names().of(rule)).filter(signals -> !signals.isEmpty()), events)
                .collect(Collectors.joining(" + "));
    }

    MatchResult match(String words) {
        return SignalMatcher.of(taxonomy).match(words);
    }

    DialogueAnswer answered(String text) {
        return new DialogueAnswer(text, memory);
    }

    /** A text, which may be another where there is a draft: {@code key} or {@code key.draft}. */
    String said(String key) {
        boolean drafted = !draft.isEmpty() && texts().has(key + ".draft");
        boolean empty = draft.isEmpty() && texts().has(key + ".empty");
        return texts().text(drafted ? key + ".draft" : empty ? key + ".empty" : key);
    }
}
