package dev.earshot.audience.sizing;

import static dev.earshot.audience.sizing.EstimateBench.await;
import static dev.earshot.audience.sizing.EstimateBench.measured;
import static dev.earshot.audience.sizing.EstimateBench.number;
import static dev.earshot.audience.sizing.EstimateBench.run;
import static dev.earshot.audience.sizing.EstimateBench.text;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.ParameterCondition;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SequenceCriterion.Step;
import dev.earshot.signal.EventPacks;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures estimates over many events; run by name only, see docs/benchmarks.md. The customers are those of {@link
 * EstimateBench}; their events are made once and stay beside them.
 */
class EventEstimateBench {
    private static final int EVENTS = Integer.getInteger("events", 50_000_000);
    private static final int RULES = Integer.getInteger("rules", 300);
    private static final int CUSTOMERS = EstimateBench.CUSTOMERS;
    private static final int RARE = 40;
    private static final int FOLDS = 20;

    private static final List<String> STANDARD = List.of(
            "ai_session_started", "ai_query_submitted", "ai_result_viewed", "ai_item_saved", "ai_conversion_completed");
    private static final List<TemporalAmount> WINDOWS = List.of(
            Duration.ofHours(36),
            Period.ofDays(7),
            Period.ofDays(14),
            Period.ofDays(30),
            Period.ofDays(90),
            Period.ofMonths(6),
            Criterion.EVER);

    /**
     * Of a hundred events 35 begin a session, 26 ask, 21 look, 6 save and 2 buy; the rest are forty kinds of a shop's
     * own, the first of them as frequent as the last twenty together. A few customers do most; over a year, more
     * lately. They are written in the order of time, as calls write them: a join would mix them.
     */
    private static final String HAPPENED = """
            select 1 + floor(%1$d * power(random(), 1.8))::int as number,
              case when kind < 0.35 then 'ai_session_started' when kind < 0.61 then 'ai_query_submitted'
                when kind < 0.82 then 'ai_result_viewed' when kind < 0.88 then 'ai_item_saved'
                when kind < 0.90 then 'ai_conversion_completed'
                else 'shop_' || 1 + floor(%3$d * power(random(), 3))::int end as event,
              now() - interval '365 days' * (1 - power(n / %2$d.0, 0.8)) as at,
              'evt_' || n as event_id, 'ses_' || n / 4 as session_id,
              (array['chatgpt', 'claude', 'gemini'])[1 + n %% 3] as platform,
              'item-' || item as item_id, 'outdoors > part ' || item %% 30 as category,
              category.path as category_path, 5 + item %% 400 as price, 'EUR' as currency, category.parameters
            from (select n, random() as kind, floor(10000 * random() ^ 2)::int as item from generate_series(1, %2$d) n
              offset 0) as drawn
            cross join lateral (select path, parameters from bench_category where part = item %% 30 offset 0)
              as category""".formatted(CUSTOMERS, EVENTS, RARE);

    private static final List<String> FILL = List.of(
            "set maintenance_work_mem = '1GB'",
            "set work_mem = '1GB'",
            """
            create table bench_category as select part, category_path('outdoors > part ' || part) as path,
              jsonb_build_object('item_id', 'item-' || part, 'position', part) as parameters
            from generate_series(0, 29) part""",
            "drop index customer_event_at, customer_event_of_customer",
            // What is written to the log would only take longer.
            "alter table customer_event set unlogged",
            "insert into customer_event " + HAPPENED,
            "create index customer_event_at on customer_event (event, at) include (number)",
            "create index customer_event_of_customer on customer_event (number, event, at)",
            "vacuum analyze customer_event",
            "reset all");

    private final TaxonomyIndex taxonomy = new TaxonomyIndex(1, EstimateBench.signals());
    private final Random random = new Random(42);

    @Test
    void measure() throws Exception {
        Pool pool = EstimateBench.customers();
        if (number(pool, "select count(*) from (select from customer_event limit 1) e") == 0) {
            FILL.forEach(statement -> run(pool, statement));
        }
        if (number(pool, "select count(*) from (select from event_bits limit 1) b") == 0) {
            EventBitsLoader.load(
                    "jdbc:" + EstimateBench.url(), EstimateBench.server().user());
            run(pool, "vacuum analyze event_bits");
        }
        if (number(pool, "select count(*) from (select from event_pack limit 1) p") == 0) {
            EventPacksLoader.load(pool);
        }
        SignalBitmaps bits = new SignalBitmaps(pool);
        await(bits.upToDate());
        await(new EventPacks(pool).packNow());
        AudienceSizer sizer = new AudienceSizer(pool, bits, null, InstantSource.system());
        for (String table : List.of("customer_event", "event_bits", "event_pack")) {
            System.out.printf(
                    "%s: %s and indexes %s, %d bytes an event%n",
                    table,
                    text(pool, "select pg_size_pretty(pg_table_size('%s'))".formatted(table)),
                    text(pool, "select pg_size_pretty(pg_indexes_size('%s'))".formatted(table)),
                    number(pool, "select pg_total_relation_size('%s') / %d".formatted(table, EVENTS)));
        }
        checked(pool, sizer);
        estimates(sizer, "five events with windows", RULES, () -> event(1, false));
        estimates(sizer, "five with windows and counts", RULES, () -> event(times(), false));
        estimates(sizer, "five counts", RULES, () -> event(2 + random.nextInt(4), false));
        estimates(sizer, "five, standard events only", RULES, () -> standard(times()));
        estimates(sizer, "one `where` among five", RULES / 10, () -> event(1, random.nextInt(5) == 0));
        measured(
                "one `where`, standard",
                RULES / 10,
                () -> await(sizer.count(
                        rule(List.of(new EventCriterion(any(STANDARD), any(WINDOWS), 1, where()))), taxonomy)));
        one(sizer, "a sequence", RULES / 3);
        Membership membership = new Membership(pool, bits, null, InstantSource.system());
        measured(
                "page of a sequence's members",
                RULES / 3,
                () -> await(membership.page(rule(List.of(sequence())), taxonomy, random.nextInt(CUSTOMERS), 1000)));
        folds(pool, bits);
        pool.closeAndAwait();
    }

    /** Bits against rows: a window within a day, and a count. */
    private void checked(Pool pool, AudienceSizer sizer) {
        Rule often = rule(List.of(new EventCriterion("ai_item_saved", Period.ofDays(20), 3, Map.of())));
        System.out.printf(
                "saved three times in 20 days: by bits %,d, by rows %,d%n",
                await(sizer.count(often, taxonomy)).count(), number(pool, """
                        select count(*) from (select from customer_event where event = 'ai_item_saved'
                          and at >= now() - interval '20 days' group by number having count(*) >= 3) c"""));
    }

    private void estimates(AudienceSizer sizer, String what, int times, Supplier<Criterion> criterion) {
        measured(what, times, () -> {
            List<Criterion> five =
                    IntStream.range(0, 5).mapToObj(n -> criterion.get()).toList();
            Rule rule = new Rule(
                    List.of(
                            new Rule.Group(five.subList(0, 1)),
                            new Rule.Group(five.subList(1, 2)),
                            new Rule.Group(five.subList(2, 4))),
                    five.subList(4, 5));
            return await(sizer.count(rule, taxonomy));
        });
    }

    private void one(AudienceSizer sizer, String what, int times) {
        measured(what, times, () -> await(sizer.count(rule(List.of(sequence())), taxonomy)));
    }

    private static Rule rule(List<Criterion> any) {
        return new Rule(List.of(new Rule.Group(any)), List.of());
    }

    /** As many standard events as rare ones. */
    private Criterion event(int atLeast, boolean where) {
        String name = random.nextBoolean() ? any(STANDARD) : "shop_" + (1 + random.nextInt(RARE));
        return new EventCriterion(name, any(WINDOWS), atLeast, where ? where() : Map.of());
    }

    private Criterion standard(int atLeast) {
        return new EventCriterion(any(STANDARD), any(WINDOWS), atLeast, Map.of());
    }

    /** Half of them ask for a count. */
    private int times() {
        return random.nextBoolean() ? 1 : 2 + random.nextInt(4);
    }

    private Map<String, ParameterCondition> where() {
        return random.nextBoolean()
                ? Map.of("price", new ParameterCondition(List.of(), BigDecimal.valueOf(300), null))
                : Map.of("category", new ParameterCondition(List.of("part " + random.nextInt(30)), null, null));
    }

    private SequenceCriterion sequence() {
        Step second = random.nextBoolean()
                ? new Step(any(STANDARD), null, any(WINDOWS), Map.of())
                : new Step(null, new SequenceCriterion.Happening(any(STANDARD), Map.of()), any(WINDOWS), Map.of());
        return new SequenceCriterion(List.of(new Step(any(STANDARD), null, any(WINDOWS), Map.of()), second));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** How long ten thousand events of a moment take to be counted. */
    private static void folds(Pool pool, SignalBitmaps bits) {
        long[] took = new long[FOLDS];
        for (int n = 0; n < FOLDS; n++) {
            String events = """
                    insert into event_change
                    select 'user_' || 1 + floor(%d * random())::int, event, now(), event_id, session_id, platform,
                      parameters
                    from customer_event where at > now() - interval '1 day' limit 10000""".formatted(CUSTOMERS);
            await(pool.query(events).execute());
            long begin = System.nanoTime();
            await(bits.upToDate());
            took[n] = System.nanoTime() - begin;
        }
        EstimateBench.print("10,000 events counted", took);
    }
}
