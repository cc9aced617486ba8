package dev.earshot.chat.agent.act;

import dev.earshot.matching.pattern.RequiredText;
import java.util.ArrayList;
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
    private final RequiredText required;

    private ActPattern(ActKind kind, String pattern) {
        this.kind = kind;
        this.pattern = Pattern.compile(pattern);
        required = RequiredText.of(pattern);
        groups = GROUP.matcher(pattern).results().map(found -> found.group(1)).toList();
    }

    /** One for each alternative: each has a beginning and required text of its own, which rule most of them out. */
    static List<ActPattern> of(ActKind kind, String patterns) {
        List<ActPattern> all = new ArrayList<>();
        int from = 0;
        for (int bar : bars(patterns)) {
            all.add(new ActPattern(kind, patterns.substring(from, bar)));
            from = bar + 1;
        }
        return all;
    }

    /** Where the alternatives end: bars outside of parentheses and brackets, and the end. */
    private static List<Integer> bars(String patterns) {
        List<Integer> bars = new ArrayList<>();
        int depth = 0;
        for (int at = 0; at < patterns.length(); at++) {
            switch (patterns.charAt(at)) {
                case '\\' -> at++;
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        bars.add(at);
                    }
                }
                default -> {}
            }
        }
        bars.add(patterns.length());
        return bars;
    }

    @Override
    public ActKind kind() {
        return kind;
    }

    @Override
    public boolean mayBegin(String beginning) {
        Matcher matcher = pattern.matcher(beginning);
        return matcher.matches() || matcher.hitEnd();
    }

    boolean fits(String folded) {
        return required.mayMatch(folded) && matches(pattern.matcher(BoundedText.of(folded)));
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
        if (!required.mayMatch(text.searched())) {
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
