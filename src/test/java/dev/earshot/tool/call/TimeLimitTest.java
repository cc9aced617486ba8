package dev.earshot.tool.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.HeldRows;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that can't be done in its time says so in its time, and leaves nothing behind. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    Pool pool;

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

    @Test
    void a_call_whose_session_somebody_holds_is_answered_503_in_time_and_can_be_repeated() {
        String customer = "user_" + System.nanoTime();
        Visit visit = Visit.of(customer);
        HeldRows.during(pool, "select id from session where id = $1 for update", Tuple.of(visit.sessionId()), () -> {
            Instant asked = Instant.now();
            visit.call("save_item", "itemId", "tent-1")
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("\\d+"))
                    .body("code", is("TIMED_OUT"));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(LIMIT);
        });
        assertThat(count("call", customer)).isEqualTo(1);
        assertThat(count("delivery", customer)).isEqualTo(1);
        assertThat(count("kept_answer", customer)).isZero();

        await().atMost(LIMIT).untilAsserted(() -> visit.does("save_item", "itemId", "tent-1"));
        assertThat(count("call", customer)).isEqualTo(2);
        assertThat(count("delivery", customer)).isEqualTo(2);
    }

    @Test
    void a_statement_that_takes_too_long_is_ended_in_postgres_too() {
        String customer = "slow_" + System.nanoTime();
        Visit visit = Visit.of(customer);
        run("create function sleeping() returns trigger language plpgsql as 'begin perform pg_sleep(60);"
                + " return new; end'");
        run("create trigger sleeps before insert on call for each row when (new.customer_id = '" + customer
                + "') execute function sleeping()");
        try {
            Instant asked = Instant.now();
            visit.call("save_item", "itemId", "tent-1").statusCode(503).body("code", is("TIMED_OUT"));

            assertThat(Duration.between(asked, Instant.now())).isLessThan(LIMIT.plusSeconds(1));
            assertThat(Rows.number(
                            pool,
                            "select count(*) from pg_stat_activity where state = 'active' and wait_event = $1",
                            "PgSleep"))
                    .isZero();
        } finally {
            run("drop trigger sleeps on call");
            run("drop function sleeping()");
        }
        assertThat(count("call", customer)).isEqualTo(1);
        visit.does("save_item", "itemId", "tent-1");
        assertThat(count("call", customer)).isEqualTo(2);
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private long count(String table, String customer) {
        return Rows.number(pool, "select count(*) from " + table + " where customer_id = $1", customer);
    }
}
