package dev.earshot.chat.agent.rules;

import dev.earshot.chat.SavedAudience;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.matching.words.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** "Switch Yoga West on", once the audience has that name: the same as "switch it on". */
final class NamedAudience {
    /** What is done with an audience by its name. To save under it, or to give it another, says the name itself. */
    private static final Set<ActKind> BY_NAME = EnumSet.of(
            ActKind.ACTIVATE, ActKind.DEACTIVATE, ActKind.COUNT, ActKind.SHOW, ActKind.SMALLER, ActKind.BIGGER);

    private static final String NOUN = "(?:\\s+(?:audience|segment|(?:hedef\\s+)?(?:kitle|segment)\\p{L}*))?";

    private static final Pattern SAVING = Pattern.compile("(?iu)\\b(?:save|store|keep|copy|file|kay[dıi]|sakla|kopya)");

    private NamedAudience() {}

    /** "The name should be Surfers", of what is saved already. */
    static boolean isRenamed(DialogueAct act, AgentRequest request) {
        return !act.subject().isEmpty()
                && request.standing().saved().isPresent()
                && !SAVING.matcher(request.words()).find();
    }

    /** The words with "it" for the name; empty if they don't have it. */
    static Optional<String> pointedAt(String words, ConversationState standing, Language language) {
        return Stream.concat(
                        standing.saved().map(SavedAudience::name).stream(),
                        Optional.ofNullable(standing.memory().name()).stream())
                .filter(name -> !name.isBlank())
                .map(name -> pattern(name).matcher(words))
                .filter(Matcher::find)
                .map(found -> found.replaceFirst(language == Language.TR ? "bunu" : "it"))
                .findFirst();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:the\\s+)?[\"“”]?" + Pattern.quote(name)
                        + "(?:['’]\\p{L}{1,4})?[\"“”]?(?![\\p{L}\\p{N}])" + NOUN,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean isMeant(List<DialogueAct> acts) {
        return acts.stream().map(DialogueAct::kind).allMatch(BY_NAME::contains);
    }
}
