package dev.earshot.chat.agent.rules;

import dev.earshot.matching.words.Language;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a planner wants done with the audience, and not to its rule; in English or Turkish.
 *
 * @param name what to call it; empty unless it is to be saved under a name
 * @param thenActivate whether it is to be activated once it is saved
 */
record Command(Kind kind, String name, boolean thenActivate) {
    /** Names have 200 characters at most, and nobody orders in more words: what is longer is a brief. */
    private static final int LONGEST = 300;

    private static final int FLAGS =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL;

    /** What can be ordered. */
    enum Kind {
        SAVE("(?:please |now |and |then |ok,? |let'?s )*save(?: it| this| that| the draft| the audience| the segment)?"
                + "(?:\\s+(?:as|under(?: the name)?|with the name)\\s+(?<name>.+?))?(?<then>,? (?:and|then) activate(?: it| this)?)?(?:,? please)?"
                + "|(?:lütfen |şimdi |tamam,? |bunu |onu |taslağı |hedef kitleyi )*"
                + "(?:(?<ad>.+?)\\s+(?:olarak|adıyla|adı ile|ismiyle|diye)\\s+)?(?:kaydet|kaydedelim|kaydeder misin)"
                + "(?<ve>(?: ve|,)? (?:etkinleştir|aktifleştir))?(?: lütfen)?"),
        ACTIVATE(
                "(?:please |now |and |then |ok,? |let'?s )*activate(?: it| this| that| the draft| the audience| the segment)?(?:,? now)?(?:,? please)?"
                        + "|(?:lütfen |şimdi |tamam,? |bunu |onu |taslağı |hedef kitleyi )*"
                        + "(?:etkinleştir|etkinleştirelim|aktifleştir|aktif et|aktive et|aktif hale getir)(?: lütfen)?"),
        SMALLER(
                "(?:please |now |and |can you |could you |how (?:can|do) (?:we|i) )*(?:(?:make|get) (?:it|this|the audience) (?:smaller|narrower)"
                        + "|(?:narrow|shrink|tighten|reduce) (?:it|this|the audience)(?: down)?"
                        + "|(?:it'?s|that'?s|this is|it is) (?:too|still too) (?:big|large|broad|many)|smaller|narrower)"
                        + "|(?:lütfen |şimdi |bunu |onu |biraz |daha |hedef kitleyi )*(?:küçült|küçültelim|daralt|daraltalım|küçük olsun|çok büyük|çok geniş)"),
        BIGGER(
                "(?:please |now |and |can you |could you |how (?:can|do) (?:we|i) )*(?:(?:make|get) (?:it|this|the audience) (?:bigger|larger|broader)"
                        + "|(?:widen|broaden|grow|enlarge|expand) (?:it|this|the audience)"
                        + "|(?:it'?s|that'?s|this is|it is) (?:too|still too) (?:small|narrow|few)|bigger|larger|broader)"
                        + "|(?:lütfen |şimdi |bunu |onu |biraz |daha |hedef kitleyi )*(?:büyüt|büyütelim|genişlet|genişletelim|büyük olsun|çok küçük|çok dar)");

        private final Pattern words;

        Kind(String words) {
            this.words = Pattern.compile("\\s*(?:" + words + ")\\s*[.!?…]*\\s*", FLAGS);
        }
    }

    private static final Pattern TURKISH = Pattern.compile(
            "kaydet|kaydedelim|kaydeder|etkinleş|aktif|aktive et|küçült|daralt|küçük|büyük|geniş|çok dar|büyüt"
                    + "|\\b(?:evet|tamam|olur|onay\\w*|yap|hayır|iptal|vazgeç\\w*|istemiyorum|şimdi değil)\\b",
            FLAGS);

    private static final Pattern YES = Pattern.compile(
            "\\s*(?:yes|yep|yeah|sure|ok|okay|go ahead|do it|please do|confirm(?:ed)?|evet|tamam|olur|onaylıyorum|onayla|yap)"
                    + "(?:[ ,]+(?:please|do it|do that|go ahead|save it|activate it|lütfen|yap|kaydet|etkinleştir))*\\s*[.!]*\\s*",
            FLAGS);

    private static final Pattern NO = Pattern.compile(
            "\\s*(?:no|nope|cancel|don'?t|not now|never mind|stop|hayır|iptal|vazgeç|vazgeçtim|istemiyorum|şimdi değil)"
                    + "(?:[ ,]+(?:thanks|thank you|do it|do that|don'?t|teşekkürler|etme))*\\s*[.!]*\\s*",
            FLAGS);

    /** The order that a prompt is, if it is one and nothing else. */
    static Optional<Command> of(String prompt) {
        if (prompt.length() > LONGEST) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.words.matcher(prompt);
            if (matcher.matches()) {
                return Optional.of(
                        kind == Kind.SAVE
                                ? new Command(kind, name(matcher), activates(matcher))
                                : new Command(kind, "", false));
            }
        }
        return Optional.empty();
    }

    /** The language of an order, or of an answer to a question of ours; such short texts say little to others. */
    static Language language(String prompt) {
        return TURKISH.matcher(prompt).find() ? Language.TR : Language.EN;
    }

    private static boolean activates(Matcher matcher) {
        return matcher.group("then") != null || matcher.group("ve") != null;
    }

    static boolean isYes(String prompt) {
        return YES.matcher(prompt).matches();
    }

    static boolean isNo(String prompt) {
        return NO.matcher(prompt).matches();
    }

    private static String name(Matcher matcher) {
        String name = matcher.group("name") != null ? matcher.group("name") : matcher.group("ad");
        return name == null
                ? ""
                : name.strip().replaceAll("^[\"'“”‘’«»]+|[\"'“”‘’«».!]+$", "").strip();
    }
}
