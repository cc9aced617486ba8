package dev.earshot.matching.words;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People named after what they do: "kayakers" do kayaking, "romancılar" read novels. The base word is tried where the
 * lexicon doesn't know the person.
 */
public final class DerivedWords {
    private static final Pattern ENGLISH = Pattern.compile("([a-z]{3,}?)(?:er|or|ist|eer)");
    private static final Pattern TURKISH = Pattern.compile("([a-z]{3,}?)(?:ci|cu|sever|kolik|perest)"
            + "(?:(?:lar|ler)(?:i|a|e|in|dan|den|da|de|la|le|imiz)?|yi|yu|ye|ya|nin|nun)?");

    private DerivedWords() {}

    /** The word that a person is named after, in the form in which the lexicon may have it. */
    public static Optional<String> base(String light, Language language) {
        Matcher person = (language == Language.TR ? TURKISH : ENGLISH).matcher(light);
        if (!person.matches()) {
            return Optional.empty();
        }
        return Optional.of(language == Language.TR ? person.group(1) : person.group(1) + "ing");
    }
}
