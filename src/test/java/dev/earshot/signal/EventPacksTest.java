package dev.earshot.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Migrations;
import dev.earshot.testing.database.Rows;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many events at once are counted and packed, each once. What packs say of them, the rules' tests compare. */
class EventPacksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Customers whose numbers are of several blocks, events of two months. */
    private static final String HAPPENED = """
            insert into event_change
            select 'user_' || n %% 40000, 'ai_item_saved', now() - interval '60 days' * power(random(), 3), 'evt',
              'sess', 'claude', case when n %% 2 = 0 then '{}' else jsonb_build_object('price', n %% 9 / 4.0) end
            from generate_series(1, %d) n""";

    private Pool pool;
    private SignalBitmaps bits;
    private EventPacks packs;

    @BeforeEach
    void begin() {
        EmbeddedDatabase postgres = Surroundings.database();
        String url = postgres.database("packs_" + Long.toString(System.nanoTime(), 36));
        Migrations.run("jdbc:" + url, postgres.user());
        pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setUser(postgres.user()))
                .with(new PoolOptions().setMaxSize(2))
                .build();
        bits = new SignalBitmaps(pool);
        packs = new EventPacks(pool);
    }

    @AfterEach
    void end() {
        pool.closeAndAwait();
    }

    private void happen(int events) {
        pool.query(HAPPENED.formatted(events)).executeAndAwait();
        bits.upToDate().await().atMost(PATIENCE);
    }

    private long number(String query) {
        return Rows.number(pool, query);
    }

    @Test
    void each_event_is_in_one_pack_and_those_of_past_weeks_in_one_of_eight_days() {
        happen(45_000);
        packs.packNow().await().atMost(PATIENCE);
        happen(500);
        packs.packNow().await().atMost(PATIENCE);

        assertThat(number("select count(*) from event_unpacked")).isZero();
        assertThat(number("select sum(length(times)) / 7 from event_pack")).isEqualTo(45_500);
        assertThat(number("select sum(length(details)) / 4 from event_pack")).isEqualTo(45_500);
        assertThat(number("select sum(length(prices)) / 4 from event_pack")).isEqualTo(45_500);
        assertThat(number("select count(*) from event_pack where days = 1"
                        + " and start < (now() at time zone 'UTC')::date - 8"))
                .isZero();
        assertThat(number("select count(*) from event_detail")).isEqualTo(1);
    }

    @Test
    void few_events_wait_until_they_are_worth_packing() {
        happen(500);
        packs.packIfMany().await().atMost(PATIENCE);
        assertThat(number("select count(*) from event_unpacked")).isEqualTo(500);
        happen(EventPacks.STEP);
        packs.packIfMany().await().atMost(PATIENCE);
        assertThat(number("select count(*) from event_unpacked")).isZero();
    }

    /** Postgres then expects one event, for which it would be right to compare it with all others. */
    @Test
    void many_events_are_counted_in_seconds_after_the_table_was_analyzed_while_it_was_empty() {
        happen(20_000);
        pool.query("vacuum (analyze, truncate off) event_change").executeAndAwait();
        long begin = System.nanoTime();
        happen(EventBitmaps.STEP);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }
}
