package dev.earshot.chat.agent.act;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a prompt says that has emojis and no word. */
final class EmojiActs {
    private static final Map<ActKind, String> SIGNS = Map.of(
            ActKind.YES, "👍👌✅✔🆗💯🤝☑",
            ActKind.NO, "👎❌🚫✖🙅⛔",
            ActKind.THANKS, "🙏💐🌹🫶",
            ActKind.GREETING, "👋🤚🖐✋",
            ActKind.PRAISE, "❤😀😃😄😁😊🙂😍🎉🙌👏🔥💪🥳🤩😎⭐",
            ActKind.MAYBE, "🤔😐🤷😕");

    private EmojiActs() {}

    static Optional<ActKind> in(String prompt) {
        boolean words = prompt.codePoints().anyMatch(Character::isLetterOrDigit);
        return words ? Optional.empty() : signs(prompt).flatMap(EmojiActs::act).findFirst();
    }

    private static Stream<String> signs(String prompt) {
        return prompt.codePoints().mapToObj(Character::toString);
    }

    private static Stream<ActKind> act(String sign) {
        return SIGNS.entrySet().stream()
                .filter(signs -> signs(signs.getValue()).anyMatch(sign::equals))
                .map(Map.Entry::getKey);
    }
}
