package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.earshot.testing.database.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Measures estimates over many customers; run by name only, see docs/benchmarks.md. The customers are made once and
 * stay in {@code target/bench}.
 */
class EstimateBench {
    static final int CUSTOMERS = Integer.getInteger("customers", 1_000_000);
    private static final int RULES = Integer.getInteger("rules", 300);

    /**
     * About twenty signals a customer, as unequal as they are in life: a place (one in seven lives in the first), a
     * gender, an age, an income, and interests and transactions of which the most popular one reaches a third of all.
     */
    private static final String CUSTOMERS_OF = """
            insert into customer_signal
            select 'user_' || c, ids[n], 0.9, 1 + (random() * 3)::int, now() - interval '90 days',
              now() - random() * interval '90 days', 'query'
            from (
              select distinct c, kind, 1 + floor(cardinality(ids) * power(random(), bias))::int as n
              from generate_series(1, %d) c, bench_kind cross join lateral generate_series(1, draws)) as drawn
            join bench_kind using (kind)""".formatted(CUSTOMERS);

    /** What {@link SignalBitmaps} would have made of as many calls, in one go; checked against a count of rows. */
    private static final List<String> BITS = List.of(
            "insert into customer_number (customer_id) select distinct customer_id from customer_signal",
            """
            insert into signal_bits select signal_id, %s, %s from customer_signal
              join customer_number using (customer_id)
                group by 1, 2""".formatted(SignalBitmaps.block("number"), SignalBitmaps.bits("number")),
            "insert into signal_bits select '', %s, %s from customer_number group by 2"
                    .formatted(SignalBitmaps.block("number"), SignalBitmaps.bits("number")),
            """
            insert into signal_day select signal_id, (last_seen at time zone 'UTC')::date, array_agg(number)
              from customer_signal join customer_number using (customer_id) group by 1, 2""",
            "vacuum analyze");

    private final List<Signal> signals = signals();
    private final TaxonomyIndex taxonomy = new TaxonomyIndex(1, signals);
    private final Random random = new Random(42);

    @Test
    void measure() {
        Pool pool = customers();
        SignalBitmaps bits = new SignalBitmaps(pool);
        AudienceSizer sizer = new AudienceSizer(pool, bits, null, InstantSource.system());
        Membership membership = new Membership(pool, bits, null, InstantSource.system());
        System.out.printf(
                "%,d customers, %,d rows (%s), bits %s%n",
                number(pool, "select count(*) from customer_number"),
                number(pool, "select reltuples::bigint from pg_class where relname = 'customer_signal'"),
                text(pool, "select pg_size_pretty(pg_total_relation_size('customer_signal'))"),
                text(pool, "select pg_size_pretty(pg_total_relation_size('signal_bits'))"));
        Rule one = new Rule(List.of(new Rule.Group(List.of(Criterion.of("demo_female")))), List.of());
        long rows = number(pool, "select count(*) from customer_signal where signal_id = 'demo_female'");
        System.out.printf(
                "women by bits %,d, by rows %,d%n",
                await(sizer.count(one, taxonomy)).count(), rows);
        measured(
                "estimate of five signals",
                RULES,
                () -> await(bits.upToDate().chain(() -> sizer.count(rule(false), taxonomy))));
        measured("the same with a `within`", RULES / 10, () -> await(sizer.count(rule(true), taxonomy)));
        measured("overlap of two such rules", RULES, () -> await(sizer.overlap(rule(false), rule(false), taxonomy)));
        measured(
                "page of 1,000 members",
                RULES,
                () -> await(membership.page(rule(false), taxonomy, random.nextInt(CUSTOMERS), 1000)));
        pool.closeAndAwait();
    }

    static EmbeddedDatabase server() {
        return EmbeddedDatabase.in(Path.of("target", "bench", "postgres").toAbsolutePath());
    }

    static String url() {
        return server().database("customers_" + CUSTOMERS);
    }

    /** The database of the customers, filled by whichever benchmark comes first. */
    static Pool customers() {
        Migrations.run("jdbc:" + url(), server().user());
        Pool pool = PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri(url()).setUser(server().user()).setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(1))
                .build();
        if (number(pool, "select count(*) from (select from customer_number limit 1) c") == 0) {
            fill(pool);
        }
        return pool;
    }

    private static void fill(Pool pool) {
        run(pool, "set maintenance_work_mem = '1GB'");
        run(pool, "set work_mem = '256MB'");
        run(pool, "drop index customer_signal_by_signal");
        run(pool, "alter table customer_signal drop constraint customer_signal_pkey");
        run(
                pool,
                "create table bench_kind as select kind, array_agg(id order by md5(id)) as ids,"
                        + " case kind when 'other' then 17 else 1 end as draws,"
                        + " case kind when 'location' then 2.0 when 'other' then 1.6 else 1.0 end as bias from (values "
                        + String.join(", ", kinds()) + ") as k(kind, id) group by kind");
        run(pool, CUSTOMERS_OF);
        run(pool, "alter table customer_signal add primary key (customer_id, signal_id)");
        run(pool, "create index customer_signal_by_signal on customer_signal (signal_id)");
        BITS.forEach(statement -> run(pool, statement));
        run(pool, "reset all");
    }

    private static List<String> kinds() {
        return signals().stream()
                .map(signal -> "('%s', '%s')"
                        .formatted(
                                signal.type() == SignalType.LOCATION
                                        ? "location"
                                        : signal.path().contains("Gender")
                                                ? "gender"
                                                : signal.path().contains("Age Range")
                                                        ? "age"
                                                        : signal.path().contains("Household Income (USD)")
                                                                ? "income"
                                                                : "other",
                                signal.id()))
                .toList();
    }

    /**
     * {@code (place) and (gender or age) and (one interest or another) and not a third}: five signals, drawn evenly.
     */
    private Rule rule(boolean recent) {
        Criterion interest = Criterion.of(any("int_"));
        return new Rule(
                List.of(
                        new Rule.Group(List.of(Criterion.of(any("loc_")))),
                        new Rule.Group(List.of(Criterion.of(any("demo_")))),
                        new Rule.Group(List.of(
                                recent ? new SignalCriterion(interest.signal(), Period.ofDays(30), 1) : interest,
                                Criterion.of(any("trans_"))))),
                List.of(Criterion.of(any("int_"))));
    }

    private String any(String prefix) {
        List<Signal> some = signals.stream()
                .filter(signal -> signal.id().startsWith(prefix))
                .toList();
        return some.get(random.nextInt(some.size())).id();
    }

    static void measured(String what, int times, Supplier<?> work) {
        for (int i = 0; i < Math.min(20, times / 5); i++) {
            work.get();
        }
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            work.get();
            took[i] = System.nanoTime() - begin;
        }
        print(what, took);
    }

    static void print(String what, long[] took) {
        Arrays.sort(took);
        System.out.printf(
                "%-28s p50 %6.1f ms, p95 %6.1f ms, max %6.1f ms (%d)%n",
                what,
                took[took.length / 2] / 1e6,
                took[(int) (took.length * 0.95)] / 1e6,
                took[took.length - 1] / 1e6,
                took.length);
    }

    static void run(Pool pool, String statement) {
        long begin = System.nanoTime();
        await(pool.query(statement).execute());
        System.out.printf(
                "%5.1f s  %s%n",
                (System.nanoTime() - begin) / 1e9,
                statement.substring(0, Math.min(60, statement.length())).replace("\n", " "));
    }

    static long number(Pool pool, String query) {
        return await(pool.query(query).execute()).iterator().next().getLong(0);
    }

    static String text(Pool pool, String query) {
        RowSet<Row> rows = await(pool.query(query).execute());
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row.getString(0)).append(rows.size() > 1 ? "\n" : ""));
        return text.toString();
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(30));
    }

    static List<Signal> signals() {
        var file = Objects.requireNonNull(Signal.class.getResourceAsStream("/signal/starter-taxonomy.tsv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .map(cells -> new Signal(
                            cells[0], cells[3], SignalType.of(cells[1]), List.of(cells[2].split(" > ")), List.of()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
