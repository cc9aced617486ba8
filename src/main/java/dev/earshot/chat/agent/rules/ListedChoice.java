package dev.earshot.chat.agent.rules;

import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.answer.DialogueQuestion;
import dev.earshot.chat.agent.answer.ListedSignals;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** "The second one", once signals were listed, is the second of them. */
final class ListedChoice {
    private static final Set<ActKind> TAKING =
            Set.of(ActKind.BRIEF, ActKind.ADD, ActKind.TAKE, ActKind.LIKEWISE, ActKind.CHANGE);

    private static final Pattern HIGHEST = Pattern.compile(
            "(?iu)(?:the )?(?:highest|top|upper|oldest|richest|biggest|largest|last)(?: (?:one|group|range|band|bracket))?"
                    + "|en (?:yükse[kğ]|üst|yaşlı|büyü[kğ]|zengin|son)\\p{L}*(?: olan\\p{L}*)?");
    private static final Pattern LOWEST = Pattern.compile(
            "(?iu)(?:the )?(?:lowest|bottom|youngest|poorest|smallest)(?: (?:one|group|range|band|bracket))?"
                    + "|en (?:düşü[kğ]|alt|gen[çc]|küçü[kğ])\\p{L}*(?: olan\\p{L}*)?");

    private ListedChoice() {}

    /** The reading with the name of the signal that it points at. */
    static PromptReading in(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        DialogueAct act = reading.last();
        if (reading.acts().size() > 1 || !TAKING.contains(act.kind())) {
            return reading;
        }
        DialogueQuestion asked =
                new DialogueQuestion(request, act, reading.language(), request.draft(), reading.memory(), index);
        return ListedSignals.before(asked)
                .flatMap(listed -> named(listed, act.subject(), reading))
                .map(name -> reading.with(new DialogueAct(ActKind.ADD, name, "", false)))
                .orElse(reading);
    }

    private static Optional<String> named(ListedSignals listed, String subject, PromptReading reading) {
        if (HIGHEST.matcher(subject.strip()).matches()) {
            return listed.extreme(true);
        }
        return LOWEST.matcher(subject.strip()).matches()
                ? listed.extreme(false)
                : ActReader.ordinal(subject, reading.language()).flatMap(listed::at);
    }
}
