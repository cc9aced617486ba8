package dev.earshot.chat.agent.rules;

import java.util.regex.Pattern;

/** What a planner wants done to the draft, by the words that commands begin with in English and Turkish. */
enum DraftCommand {
    START_OVER(
            "(let'?s |please )?(start over|start again|start from scratch|begin again|reset|clear (it|all|everything|the draft))\\b"
                    + "|((hadi |lütfen )?(baştan|yeniden|sıfırdan) başla|sıfırla|her şeyi sil)"),
    DROP("(please |and |also |now )*(drop|remove|delete|forget|take out|leave out|get rid of|lose)\\b"
            + "|.*\\b(çıkar|çıkart|çıkaralım|kaldır|kaldıralım|sil|silelim|vazgeç)\\p{Punct}*$"),
    EXCLUDE("(please |and |also |but |now )*(exclude|except|excluding|without|skip|no more)\\b"
            + "|.*\\b(hariç|hariç tut|dışla|dışlayalım|hariç tutalım|olmasın)\\p{Punct}*$"),
    ONLY(
            "(please |and |but |now )*(only|just|limit (it|this) to|narrow (it|this) (down )?to)\\b|(sadece|yalnız|yalnızca)\\b"),
    CONFIRM(
            "(yes|yep|ok|okay|perfect|great|good|fine|looks? good|sounds good|that'?s (it|right|good)|confirm(ed)?|thanks?|thank you)\\b"
                    + "|(evet|tamam|harika|mükemmel|onaylıyorum|onayla|güzel|teşekkürler|böyle kalsın)\\b"),
    /** None of these: the prompt describes whom to reach. */
    ADD("");

    private final Pattern words;

    DraftCommand(String words) {
        this.words = Pattern.compile(
                "^\\s*(" + words + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    static DraftCommand of(String prompt) {
        for (DraftCommand wish : values()) {
            if (wish.words.matcher(prompt).find()) {
                return wish;
            }
        }
        return ADD;
    }
}
