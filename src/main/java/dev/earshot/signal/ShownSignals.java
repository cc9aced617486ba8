package dev.earshot.signal;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * How signals that customers show are stored: a statement that stores a call with everything else appends {@link
 * #SHOW}.
 */
public final class ShownSignals {
    /**
     * Common table expressions that enter the rows of another, {@code showing(customer_id, signal_id, strength, source,
     * at)}. All transactions enter them in one order, so that none waits for another in a circle. Signals from
     * Insightarc and profiles recur with every call and count once a day. The first time on each day is noted for
     * {@link SignalBitmaps}.
     */
    public static final String SHOW = """
            told as (
              select customer_id, signal_id, max(strength) as strength, max(at) as at, min(source)
                filter (where act) as act,
                min(source) as source, greatest(count(*) filter (where act), 1) as times
              from (select customer_id, signal_id, strength, source, at, source not in ('insight', 'profile') as act
                from showing) as each group by customer_id, signal_id),
            shown as (
              insert into customer_signal as known (customer_id, signal_id, strength, count, first_seen, last_seen,
                source)
              select customer_id, signal_id, strength, times, at, at, coalesce(act, source) from told
                order by customer_id, signal_id
              on conflict (customer_id, signal_id) do update set
                strength = greatest(known.strength, excluded.strength), count = known.count + excluded.count,
                last_seen = greatest(known.last_seen, excluded.last_seen), source = excluded.source,
                seen_before = known.last_seen
              where excluded.source not in ('insight', 'profile')
                or known.last_seen < excluded.last_seen - interval '1 day'
              returning customer_id, signal_id, last_seen, seen_before),
            noted as (
              insert into signal_change (customer_id, signal_id)
              select customer_id, signal_id from shown
              where (seen_before at time zone 'UTC')::date is distinct from (last_seen at time zone 'UTC')::date)""";

    private ShownSignals() {}

    /** Adds what is shown to a statement's parameters, as three arrays: signal ids, strengths, sources. */
    public static Tuple add(Tuple row, List<ShownSignal> shown) {
        return row.addArrayOfString(shown.stream().map(ShownSignal::signalId).toArray(String[]::new))
                .addArrayOfFloat(
                        shown.stream().map(signal -> (float) signal.strength()).toArray(Float[]::new))
                .addArrayOfString(
                        shown.stream().map(signal -> signal.source().wireName()).toArray(String[]::new));
    }
}
