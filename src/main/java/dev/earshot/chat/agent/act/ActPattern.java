package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.RequiredText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way to do something by saying it. Groups named x…, y…, name… and then… hold what it is about. */
final class ActPattern implements ActForm {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-z]+\\d*)>");

    private final ActKind kind;
    private final Pattern pattern;
    private final List<String> groups;
    /** A pattern that leaves its beginning open is tried only where the text holds what it can't lack. */
    private final Optional<RequiredText> required;

    ActPattern(ActKind kind, String pattern) {
        this.kind = kind;
        this.pattern = Pattern.compile("(?:" + pattern + ")");
        required = pattern.contains(".*") ? Optional.of(RequiredText.of(pattern)) : Optional.empty();
        groups = GROUP.matcher(pattern).results().map(found -> found.group(1)).toList();
    }

    @Override
    public ActKind kind() {
        return kind;
    }

    boolean fits(String folded) {
        return mayMatch(folded) && matches(pattern.matcher(BoundedText.of(folded)));
    }

    private boolean mayMatch(String folded) {
        return required.isEmpty() || required.get().mayMatch(folded);
    }

    private static boolean matches(Matcher matcher) {
        try {
            return matcher.matches();
        } catch (BoundedText.TooLong e) {
            return false;
        }
    }

    @Override
    public Optional<DialogueAct> read(SpokenText text) {
        if (!mayMatch(text.folded())) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(BoundedText.of(text.folded()));
        if (!matches(matcher)) {
            return Optional.empty();
        }
        String name = named(matcher, text, "name");
        String subject = name.isEmpty() ? named(matcher, text, "x") : unquoted(name);
        boolean then = !named(matcher, text, "then").isEmpty();
        return Optional.of(new DialogueAct(kind, subject, named(matcher, text, "y"), then));
    }

    private String named(Matcher matcher, SpokenText text, String prefix) {
        return groups.stream()
                .filter(group -> group.replaceAll("\\d", "").equals(prefix) && matcher.group(group) != null)
                .map(group -> text.original(matcher.start(group), matcher.end(group)))
                .findFirst()
                .orElse("");
    }

    private static String unquoted(String name) {
        return name.strip().replaceAll("^[\"'“”‘’«»]+|[\"'“”‘’«».!]+$", "").strip();
    }
}
