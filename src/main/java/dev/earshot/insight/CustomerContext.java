package dev.earshot.insight;

import dev.earshot.insight.InsightarcClient.History;
import dev.earshot.insight.InsightarcClient.Realtime;
import dev.earshot.insight.InsightarcClient.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Insightarc knows of a customer now: this session first, the history where the session says nothing.
 *
 * @param signal the state of the session: {@code drop}, {@code reg}, {@code after_buy}; {@code null} without a clear
 *     sign
 * @param engagementRate how much of the journey is done, 0 to 100; {@code null} when unknown
 * @param bought whether the customer has bought something; {@code null} when unknown
 * @param secondsPerPage time on a page; {@code null} when unknown
 * @param bot whether the customer acts like a program
 * @param intents what the customer looked at, the current one first
 * @param degraded whether a part is missing because Insightarc was late or failed; an unknown visitor is not degraded
 */
public record CustomerContext(
        String signal,
        Double engagementRate,
        Boolean bought,
        Double secondsPerPage,
        boolean bot,
        List<Intent> intents,
        boolean degraded) {

    static CustomerContext of(Optional<History> history, Optional<Realtime> realtime) {
        Optional<Stats> now = realtime.map(Realtime::stats);
        Optional<Stats> before = history.map(History::stats);
        return new CustomerContext(
                first(now, before, Stats::typeOfSignal),
                finite(first(now, before, Stats::engagementRate)),
                first(now, before, Stats::bought),
                finite(first(now, before, Stats::avgSeePage)),
                Boolean.TRUE.equals(first(now, before, Stats::isBot)),
                intents(history, realtime),
                history.isEmpty() || realtime.isEmpty());
    }

    private static <T> T first(Optional<Stats> now, Optional<Stats> before, Function<Stats, T> field) {
        return now.map(field).or(() -> before.map(field)).orElse(null);
    }

    /** A number too large for a double has no JSON form and is treated as unknown. */
    private static Double finite(Double number) {
        return number == null || !Double.isFinite(number) ? null : number;
    }

    private static List<Intent> intents(Optional<History> history, Optional<Realtime> realtime) {
        List<Intent> intents = new ArrayList<>();
        realtime.map(Realtime::currentIntent).ifPresent(intents::add);
        history.map(History::intents).ifPresent(intents::addAll);
        return List.copyOf(intents);
    }
}
