package dev.earshot.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a support desk finds a customer. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class CustomerSearchTest extends Drained {

    @BeforeEach
    void noCustomers() {
        pool.query("truncate customer, customer_word, session, call").executeAndAwait();
    }

    @Test
    void a_customer_is_found_by_the_beginning_of_what_is_known_of_them() {
        known("user_98765", "name", "Ayşe Yılmaz", "email", "Ayse.Yilmaz@example.com", "phone", "+90 532 123 45 67");
        known("user_98766", "name", "Ali Yılmaz", "email", "ali@example.com", "phone", "+905329999999");

        for (String query : List.of(
                "user_98765",
                "USER_98765",
                "ayşe",
                "AYSE yil",
                "yılmaz ayşe",
                "ayse.yilmaz@ex",
                "+905321234567",
                "90 (532) 123-45-67",
                "+90532123")) {
            found(query).body("data.customerId", contains("user_98765"));
        }
        found("yilmaz").body("data.customerId", contains("user_98765", "user_98766"));
        found("user_9876").body("data.customerId", contains("user_98765", "user_98766"));
        found("").body("data.customerId", contains("user_98765", "user_98766"));
        for (String query : List.of("mehmet", "ayse kaya", "example.com", "user_98765x", "%", "sess_none")) {
            found(query).body("data", empty()).body("nextCursor", nullValue());
        }
    }

    @Test
    void a_find_has_what_tells_one_customer_from_another() {
        known("user_1", "name", "Ayşe");
        found("user_1")
                .body("data[0].anonymous", is(false))
                .body("data[0].profile.name", is("Ayşe"))
                .body("data[0].consent", is(true));
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/user_1/consent")
                .then()
                .statusCode(200);
        found("user_1").body("data[0].consent", is(false));
    }

    @Test
    void customers_without_a_profile_are_found_by_id_and_by_session() {
        Visit visit = Visit.of("user_without_profile");
        Visit anonymous = Visit.anonymous();
        String id = row("select customer_id from session where id = $1", anonymous.sessionId())
                .getString("customer_id");

        found("user_without").body("data.customerId", contains("user_without_profile"));
        found(visit.sessionId()).body("data.customerId", contains("user_without_profile"));
        found(anonymous.sessionId())
                .body("data.customerId", contains(id))
                .body("data[0].anonymous", is(true))
                .body("data[0].createdAt", nullValue());
        found(id).body("data.customerId", contains(id));
    }

    @Test
    void a_changed_profile_is_found_by_its_new_words_alone_and_an_erased_one_by_none() {
        known("user_1", "city", "Ankara");
        known("user_1", "city", "Izmir");
        found("ankara").body("data", empty());
        found("izmir").body("data.customerId", contains("user_1"));
        Api.admin().delete("/admin/customers/user_1").then().statusCode(204);
        found("izmir").body("data", empty());
        found("user_1").body("data", empty());
    }

    @Test
    void pages_of_any_size_hold_every_customer_once() {
        for (int i = 0; i < 5; i++) {
            known("user_a" + i, "name", "Ayşe user_b", "nick", "ayse-the-" + i);
        }
        for (int i = 0; i < 4; i++) {
            Visit.of("user_z" + i);
        }
        assertThat(pagesOf("user_", 200))
                .containsExactly(
                        "user_a0", "user_a1", "user_a2", "user_a3", "user_a4", "user_z0", "user_z1", "user_z2",
                        "user_z3");
        for (String query : List.of("user_", "ayse", "")) {
            List<String> all = pagesOf(query, 200);
            for (int limit : List.of(1, 2, 4)) {
                assertThat(pagesOf(query, limit)).isEqualTo(all).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void a_page_that_looked_at_many_words_in_vain_has_a_next_one() {
        pool.query("insert into customer select 'many_' || n, '{\"name\":\"Ada\"}', now() from generate_series(1, "
                        + (2 * CustomerSearch.LOOKED_AT) + ") n")
                .executeAndAwait();
        known("user_1", "name", "Ada", "city", "Van");
        JsonPath first = found("ada van").extract().jsonPath();
        assertThat(first.getList("data")).isEmpty();
        assertThat(first.getString("nextCursor")).isNotNull();
        assertThat(pagesOf("ada van", 10)).containsExactly("user_1");
    }

    @Test
    void a_search_reads_ranges_of_indexes_however_many_customers_there_are() {
        List<String> many = List.of(
                "truncate customer, customer_word, session",
                """
                insert into customer select 'c' || n, jsonb_build_object('name', 'Name ' || n), now()
                from generate_series(1, 3000) n""",
                """
                insert into session (id, customer_id, anonymous, platform, source_event, started_at, last_seen_at)
                select 's' || n, 'v' || n, false, 'chatgpt', '', now(), now() from generate_series(1, 20000) n""",
                "analyze customer",
                "analyze customer_word",
                "analyze session");
        assertThat(new Plans(pool).kept(CustomerSearch.WITH_PROFILE, many))
                .isNotEmpty()
                .allMatch(way -> way.startsWith("customer") && way.contains("by customer") || way.contains("denial"));
        assertThat(new Plans(pool).kept(CustomerSearch.WITHOUT_PROFILE, many))
                .isNotEmpty()
                .allMatch(way -> way.endsWith("session_customer") || way.endsWith("_pkey") || way.contains("denial"));
    }

    private static List<String> pagesOf(String query, int limit) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = Api.admin()
                    .queryParam("q", query)
                    .queryParam("limit", limit)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/admin/customers")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("data")).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page.getList("data.customerId"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return found;
    }

    private static void known(String id, String... namesAndValues) {
        JsonObject profile = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            profile.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Visit.of(id).does("identify_customer", "customerId", id, "profile", profile);
    }

    private static ValidatableResponse found(String query) {
        return Api.admin().queryParam("q", query).get("/admin/customers").then().statusCode(200);
    }
}
