package dev.earshot.chat.agent.answer;

import dev.earshot.chat.DialogueMemory.Browsed;
import dev.earshot.taxonomy.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The signals that were listed last, of which a planner may take one by its place: "the second one", "the highest". */
public final class ListedSignals {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d{3})*");

    private final DialogueQuestion asked;
    private final List<Signal> listed;

    private ListedSignals(DialogueQuestion asked, List<Signal> listed) {
        this.asked = asked;
        this.listed = listed;
    }

    /** Empty where no signals of a topic were listed just before. */
    public static Optional<ListedSignals> before(DialogueQuestion asked) {
        return Optional.ofNullable(asked.request().standing().memory().browsed())
                .map(Browsed::topic)
                .filter(topic -> !topic.isEmpty())
                .map(topic -> new ListedSignals(asked, SignalBrowser.found(asked, topic)));
    }

    /** The name of the one at this place, counted from 0. */
    public Optional<String> at(int place) {
        return place < 0 || place >= listed.size() ? Optional.empty() : Optional.of(name(listed.get(place)));
    }

    /** The name of the highest or the lowest range, if ranges were listed. */
    public Optional<String> extreme(boolean highest) {
        Comparator<Signal> rank = Comparator.comparingDouble(signal -> level(signal.name()));
        return listed.stream()
                .filter(signal -> signal.name().chars().anyMatch(Character::isDigit))
                .max(highest ? rank : rank.reversed())
                .map(this::name);
    }

    /** Where a range begins: "$25,000-$49,999" above "Less than $25,000", and "65+" above "55-64". */
    private static double level(String name) {
        List<String> numbers =
                NUMBER.matcher(name).results().map(MatchResult::group).toList();
        double first = Double.parseDouble(numbers.get(0).replaceAll("[.,]", ""));
        boolean below = numbers.size() == 1 && !name.contains("+");
        return below ? first - 1 : first;
    }

    private String name(Signal signal) {
        return asked.names().name(signal);
    }
}
