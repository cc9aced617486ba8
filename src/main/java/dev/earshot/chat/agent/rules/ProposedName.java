package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.PendingAction;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.draft.DraftRevision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Shall I save it as …?" is often answered with another name: "Desert Starters". Then that one is asked about. */
final class ProposedName {
    private static final int MOST_WORDS = 6;
    private static final Pattern QUOTED = Pattern.compile("[\"'“”‘’«»].+[\"'“”‘’«»][.!]?");

    private ProposedName() {}

    static Optional<DialogueAct> in(AgentRequest request, PromptReading reading, DraftRevision revision) {
        String prompt = request.prompt().strip();
        return request.standing()
                .intended()
                .filter(intended -> intended.audienceId() == null && intended.act() != PendingAction.Act.RENAME)
                .filter(intended -> reading.isOneBrief() && isName(prompt, revision, request.draft()))
                .map(intended -> new DialogueAct(ActKind.SAVE, unquoted(prompt), "", intended.activates()));
    }

    /** Words that describe nothing, or a title: of which no signal has all the words, or which changes nothing. */
    private static boolean isName(String prompt, DraftRevision revision, Rule draft) {
        List<String> words = List.of(prompt.split("\\s+"));
        boolean titled = words.stream().allMatch(ProposedName::startsHigh);
        boolean partly =
                revision.match().map(match -> !match.unused().isEmpty()).orElse(true)
                        || revision.draft().equals(draft);
        return words.size() <= MOST_WORDS
                && !prompt.endsWith("?")
                && (QUOTED.matcher(prompt).matches() || titled && (revision.isUnread() || words.size() > 1 && partly));
    }

    private static boolean startsHigh(String word) {
        return !Character.isLowerCase(word.codePointAt(0));
    }

    private static String unquoted(String name) {
        return name.replaceAll("^[\"'“”‘’«»]+|[\"'“”‘’«».!]+$", "").strip();
    }
}
