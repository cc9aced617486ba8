package dev.earshot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.http.PageCursor;
import dev.earshot.outbox.admin.DeliveryAdmin;
import dev.earshot.outbox.admin.DeliveryPages;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Lists and replays of many deliveries cost what they show and repeat, and reach all of them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DeliveryListTest extends Drained {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RARE = "ai_conversion_completed";

    @Test
    void a_replay_of_more_than_ten_thousand_goes_on_where_it_ended_and_says_how_many_are_left() {
        settled(0, 25_000, "ai_item_saved");

        JsonPath first = replay("");
        assertThat(first.getInt("data.replayed")).isEqualTo(10_000);
        assertThat(first.getInt("data.remaining")).isEqualTo(15_000);
        assertThat(first.getBoolean("data.remainingIsAtLeast")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        // What the first part made is settled by now, and still not repeated.
        pool.query("update delivery set status = 'DELIVERED', settled_at = now() where status = 'PENDING'")
                .executeAndAwait();
        JsonPath second = replay(",\"cursor\":\"" + first.getString("nextCursor") + "\"");
        assertThat(second.getInt("data.remaining")).isEqualTo(5_000);
        JsonPath third = replay(",\"cursor\":\"" + second.getString("nextCursor") + "\"");
        assertThat(third.getInt("data.replayed")).isEqualTo(5_000);
        assertThat(third.getInt("data.remaining")).isZero();
        assertThat(third.getString("nextCursor")).isNull();

        assertThat(row("select count(distinct replay_of)::int as n from delivery where replay_of like 'd%'")
                        .getInteger("n"))
                .isEqualTo(25_000);
        assertThat(row("select count(*)::int as n from delivery where replay_of is not null")
                        .getInteger("n"))
                .isEqualTo(25_000);
    }

    @Test
    void a_replay_with_a_cursor_that_was_not_given_out_is_refused_by_name() {
        for (String cursor : List.of("x", new PageCursor(BEGAN, "1").cursor(), new PageCursor(BEGAN, "a b").cursor())) {
            Api.admin()
                    .body("{\"filter\":{\"status\":\"delivered\"},\"cursor\":\"" + cursor + "\"}")
                    .post("/admin/deliveries/replay")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", is("cursor"));
        }
    }

    @Test
    void a_list_of_what_is_rare_passes_over_the_rest_a_part_at_a_time_and_finds_all_of_it() {
        settled(0, 3, RARE);
        settled(3, 3 * DeliveryPages.LOOKED_AT, "ai_item_saved");
        settled(3 + 3 * DeliveryPages.LOOKED_AT, 2, RARE);

        List<String> found = new ArrayList<>();
        int pages = 0;
        String cursor = null;
        do {
            JsonPath page = Api.admin()
                    .get("/admin/deliveries?limit=50&event=" + RARE + (cursor == null ? "" : "&cursor=" + cursor))
                    .jsonPath();
            found.addAll(page.getList("data.id"));
            cursor = page.getString("nextCursor");
            pages++;
        } while (cursor != null);

        assertThat(found).containsExactly("d15004", "d15003", "d2", "d1", "d0");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void pages_of_all_statuses_follow_each_other_by_time() {
        settled(0, 10, "ai_item_saved");
        pool.query("update delivery set status = 'REJECTED' where id in ('d3', 'd7')")
                .executeAndAwait();
        pool.query("update delivery set status = 'PENDING', settled_at = null where id in ('d4', 'd8')")
                .executeAndAwait();

        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = Api.admin()
                    .get("/admin/deliveries?limit=3" + (cursor == null ? "" : "&cursor=" + cursor))
                    .jsonPath();
            found.addAll(page.getList("data.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(found).containsExactly("d9", "d8", "d7", "d6", "d5", "d4", "d3", "d2", "d1", "d0");
    }

    @Test
    void the_latest_are_found_by_when_they_were_created() {
        DeliveryAdmin.Filter all = new DeliveryAdmin.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(new Plans(pool).kept(DeliveryPages.sql(all), List.of("analyze delivery")))
                .containsExactly("delivery by delivery_by_time");
    }

    @Test
    void a_list_that_ends_long_ago_reads_nothing_of_what_came_later() {
        settled(0, 15_000, "ai_item_saved");
        pool.query("analyze delivery").executeAndAwait();
        DeliveryAdmin.Filter longAgo = new DeliveryAdmin.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(BEGAN.plusMillis(3)));

        assertThat(Api.admin()
                        .get("/admin/deliveries?until={u}", BEGAN.plusMillis(3).toString())
                        .jsonPath()
                        .<String>getList("data.id"))
                .containsExactly("d2", "d1", "d0");
        JsonObject plan = pool.preparedQuery("explain (analyze, buffers, format json) " + DeliveryPages.sql(longAgo))
                .executeAndAwait(DeliveryPages.values(longAgo, PageCursor.of(null), 40))
                .iterator()
                .next()
                .getJsonArray(0)
                .getJsonObject(0)
                .getJsonObject("Plan");
        assertThat(plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"))
                .isLessThan(50);
    }

    @Test
    void lanes_are_looked_at_a_part_at_a_time_however_many_there_are() {
        List<String> plan = StreamSupport.stream(
                        pool.preparedQuery("explain select ctid from lane where " + DeliveryRetention.PART)
                                .executeAndAwait(Tuple.of(BEGAN.atOffset(ZoneOffset.UTC)))
                                .spliterator(),
                        false)
                .map(one -> one.getString(0))
                .toList();

        assertThat(plan).anyMatch(line -> line.contains("Tid Range Scan on lane"));
    }

    private static JsonPath replay(String cursor) {
        return Api.admin()
                .body("{\"filter\":{\"status\":\"delivered\"}" + cursor + "}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** One a millisecond: {@code d0}, {@code d1} and so on. */
    private void settled(int from, int count, String event) {
        pool.query("""
                insert into delivery (customer_id, id, kind, event_id, body, status, created_at, settled_at)
                select 'c' || n %% 500, 'd' || n, '%s', 'evt_' || n, '{}', 'DELIVERED',
                  timestamptz '%s' + n * interval '1 millisecond', now() from generate_series(%d,
                    %d) n""".formatted(event, BEGAN, from, from + count - 1)).executeAndAwait();
    }
}
