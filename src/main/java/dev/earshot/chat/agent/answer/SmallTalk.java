package dev.earshot.chat.agent.answer;

import dev.earshot.common.FoldedText;
import java.util.List;
import java.util.Locale;

/** Answers to courtesies, calls for help and all that an agent for audiences isn't for. */
final class SmallTalk {
    /** What the word that is asked about begins with, without accents, and the text that explains it. */
    private static final List<String[]> TERMS = List.of(
            new String[] {"reach|erisim|size", "reach"},
            new String[] {"audience|segment|hedef|kitle", "audience"},
            new String[] {"taxonom|taksonom", "taxonomy"},
            new String[] {"draft|taslak", "draft"},
            new String[] {"criteri|group|condition|grup|kosul|kriter|olcut|left", "group"},
            new String[] {"tag|etiket|planner", "tag"},
            new String[] {"activ|etkin|aktif|aktiv", "activate"},
            new String[] {"netmera", "netmera"},
            new String[] {"insightarc", "insightarc"},
            new String[] {"interest|ilgi", "interest"},
            new String[] {"transact|islem|alisveris", "transaction"},
            new String[] {"demogra", "demographic"},
            new String[] {"anon", "anonymous"},
            new String[] {"match|esles|uyan|haric", "match"},
            new String[] {"lookback|window", "window"});

    private SmallTalk() {}

    static DialogueAnswer answer(DialogueQuestion asked) {
        String text = switch (asked.act().kind()) {
            case TERM -> asked.texts().text("term." + term(asked.act().subject()));
            case HELP ->
                asked.act().subject().isEmpty()
                        ? asked.said("help")
                        : asked.texts().text("help.language");
            case NOT_YET -> asked.texts().text("notyet");
            case QUESTION -> question(asked);
            default ->
                asked.said(asked.act().kind().name().toLowerCase(Locale.ROOT).replace("_", ""));
        };
        return asked.answered(text);
    }

    private static String question(DialogueQuestion asked) {
        String text = asked.said("offtopic");
        return asked.request().standing().intended().isPresent()
                ? asked.texts().text("question.pending") + " " + text
                : text;
    }

    private static String term(String word) {
        String folded = FoldedText.of(word);
        return TERMS.stream()
                .filter(term -> folded.matches("(" + term[0] + ").*"))
                .map(term -> term[1])
                .findFirst()
                .orElse("signal");
    }
}
