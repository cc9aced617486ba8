package dev.earshot.audience.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.postgres.RowStream;
import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an estimate is read: by one statement if it is small, by pages if not, and the same customers either way. */
class RuleBitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Criterion PARENT = new SignalCriterion("parent", Criterion.EVER, 1);

    /** More than a page has, all below one other. */
    private static final int SIGNALS = 700;

    private static final TaxonomyIndex TAXONOMY = new TaxonomyIndex(
            1,
            Stream.concat(
                            Stream.of(signal("parent", List.of("P"))),
                            IntStream.range(0, SIGNALS).mapToObj(n -> signal("s" + n, List.of("P", "S" + n))))
                    .toList());

    /** Each of 900 customers showed one signal and saved an item twice, the second half of them a third time. */
    private static final List<String> HAPPENED = List.of("""
            insert into customer_signal (customer_id, signal_id, strength, count, first_seen, last_seen, source)
            select 'user_' || n, 's' || n %% %d, 1, 1, now(), now(), 'query'
            from generate_series(1, 900) n""".formatted(SIGNALS), """
            insert into signal_change select customer_id, signal_id from customer_signal""", """
            insert into event_change
            select 'user_' || n, 'ai_item_saved', now() - interval '1 hour', 'evt_' || n || '_' || time, 'sess',
              'claude', '{"price": 5}'
            from generate_series(1, 900) n cross join generate_series(1, case when n > 450 then 3 else 2 end) time""");

    private Pool pool;
    private SignalBitmaps bits;

    private static Signal signal(String id, List<String> path) {
        return new Signal(id, id, SignalType.INTEREST, path, List.of());
    }

    /** Counts transactions, and runs each so often: as after a connection was lost half-way. */
    private static final class CountedPool extends Pool {
        private final int runs;
        private final AtomicInteger transactions = new AtomicInteger();

        CountedPool(Pool pool, int runs) {
            super(pool.getDelegate());
            this.runs = runs;
        }

        @Override
        public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
            return Uni.createFrom().deferred(() -> {
                transactions.incrementAndGet();
                Uni<T> done = super.withTransaction(work);
                return runs == 1 ? done : done.chain(() -> super.withTransaction(work));
            });
        }
    }

    @BeforeEach
    void begin() {
        EmbeddedDatabase postgres = Surroundings.database();
        String url = postgres.database("bits_" + Long.toString(System.nanoTime(), 36));
        Migrations.run("jdbc:" + url, postgres.user());
        pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setUser(postgres.user()))
                .with(new PoolOptions().setMaxSize(2))
                .build();
        bits = new SignalBitmaps(pool);
        HAPPENED.forEach(statement -> pool.query(statement).executeAndAwait());
        bits.upToDate().await().atMost(PATIENCE);
    }

    @AfterEach
    void end() {
        pool.closeAndAwait();
    }

    @Test
    void customers_of_a_time_are_read_of_the_blocks_that_are_needed_only() {
        Criterion recent = new SignalCriterion("s1", Period.ofDays(30), 1);
        Criterion often = new SignalCriterion("s1", Period.ofDays(30), 2);
        Criterion saved = new EventCriterion("ai_item_saved", Duration.ofHours(2), 1, Map.of());
        pool.query("update customer_signal set count = 2").executeAndAwait();
        List<Criterion> criteria = List.of(recent, often, saved);
        assertThat(rows(criteria, BlockRange.after(0)))
                .extracting(row -> row.getInteger("slot"))
                .contains(0, 1, 2);
        assertThat(rows(criteria, BlockRange.after(0).next()))
                .extracting(row -> row.getInteger("slot"))
                .doesNotContain(0, 1, 2);
    }

    private List<Row> rows(List<Criterion> criteria, BlockRange blocks) {
        RuleSql sql = new RuleSql(criteria, TAXONOMY, Instant.now(), blocks);
        return RowStream.of(pool.preparedQuery(sql.text()).executeAndAwait(sql.values()))
                .toList();
    }

    private long count(CountedPool pool, Criterion... all) {
        AudienceSizer sizer = new AudienceSizer(pool, bits, null, Instant::now);
        Rule rule = new Rule(
                Stream.of(all)
                        .map(criterion -> new Rule.Group(List.of(criterion)))
                        .toList(),
                List.of());
        return sizer.count(rule, TAXONOMY).await().atMost(PATIENCE).count();
    }

    private static Criterion saved(int times) {
        return new EventCriterion("ai_item_saved", Duration.ofDays(1), times, Map.of());
    }

    @Test
    void a_small_estimate_takes_one_statement_and_no_transaction() {
        CountedPool counted = new CountedPool(pool, 1);

        assertThat(count(counted, new SignalCriterion("s1", Criterion.EVER, 1))).isEqualTo(2);
        assertThat(count(counted, saved(3))).isEqualTo(450);
        assertThat(counted.transactions).hasValue(0);
    }

    @Test
    void an_estimate_of_more_than_a_page_counts_each_customer() {
        CountedPool counted = new CountedPool(pool, 1);

        assertThat(count(counted, PARENT)).isEqualTo(900);
        assertThat(counted.transactions).hasValue(1);
    }

    @Test
    void a_read_that_is_begun_again_counts_nothing_twice() {
        CountedPool twice = new CountedPool(pool, 2);

        assertThat(count(twice, PARENT, saved(4))).isZero();
        assertThat(count(twice, PARENT, saved(3))).isEqualTo(450);
        assertThat(twice.transactions).hasValue(2);
    }
}
