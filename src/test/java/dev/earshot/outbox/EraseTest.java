package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.signal.LateSignals;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Call;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A customer can see everything that is held of them, and have it gone. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class EraseTest extends Drained {
    @Inject
    SignalBitmaps bits;

    @Inject
    LateSignals late;

    @Test
    void an_export_holds_everything() {
        act();

        Api.admin()
                .get("/admin/customers/{id}", customer)
                .then()
                .statusCode(200)
                .header("Content-Disposition", is("attachment; filename=\"customer.json\""))
                .body("data.customer[0].profile.name", is("A"))
                .body("data.session", hasSize(1))
                .body("data.call", hasSize(3))
                .body("data.delivery", hasSize(3));
    }

    @Test
    void erasing_removes_every_row_and_what_is_owed_and_tells_netmera() {
        act();
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        drain();

        assertThat(netmera.calls()).extracting(Call::method).containsExactly("deleteUsers");
        assertThat(netmera.deleted()).containsExactly(customer);
        assertThat(row("select count(*)::int as n from lane").getInteger("n")).isZero();
        Api.admin()
                .get("/admin/customers/{id}", customer)
                .then()
                .body("data.customer", empty())
                .body("data.session", empty())
                .body("data.call", empty())
                .body("data.delivery", empty());
    }

    @Test
    void a_session_of_an_erased_customer_is_gone_and_takes_no_more_calls() {
        Visit visit = act();
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        visit.call("search_items", "query", "tent").statusCode(404).body("code", is("SESSION_NOT_FOUND"));
    }

    @Test
    void the_order_to_erase_follows_what_is_on_its_way_and_is_kept_until_it_is_carried_out() {
        act();
        netmera.answers(call -> Reply.of(503, ""));
        drain();
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(5));
        drain();

        assertThat(netmera.deleted()).containsExactly(customer);
        assertThat(netmera.received(customer)).isEmpty();
    }

    @Test
    void a_customer_that_netmera_never_knew_counts_as_erased() {
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        netmera.willAnswer(Reply.of(400, "{\"code\":5016,\"error\":\"extId not found\"}"));
        drain();

        assertThat(row("select count(*)::int as n from delivery").getInteger("n"))
                .isZero();
    }

    @Test
    void erasing_forgets_the_signals_and_an_export_shows_them() {
        shows(customer, "int_hiking");
        Api.admin()
                .get("/admin/customers/{id}", customer)
                .then()
                .body("data.customer_signal.signal_id", contains("int_hiking"));
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        assertThat(signals(customer)).isZero();
    }

    private Visit act() {
        Visit visit = Visit.of(customer);
        visit.does("identify_customer", "customerId", customer, "profile", new JsonObject().put("name", "A"));
        visit.does("view_item", "itemId", "tent-1");
        return visit;
    }

    /**
     * A new table with customers' rows fails here until it is erased, and until it is decided what a denial does to it.
     */
    @Test
    void nothing_of_a_customer_stays_in_any_table() {
        Set<String> tables = tablesOfCustomers();
        // Read by jobs within seconds, or written below; the last one by RefreshScheduleTest.
        Set<String> passing = Set.of("signal_change", "event_change", "denial", "consent_change", "audience_trial");
        everythingOf(customer);
        Set<String> held = holding(customer);
        assertThat(held).containsAll(minus(tables, passing));

        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);
        late.withdrawNow().await().atMost(ofSeconds(10));
        bits.upToDate().await().atMost(ofSeconds(10));
        drain();
        assertThat(holding(customer))
                .as("what a denial leaves: what the customer may ask for, and what was sent before")
                .isSubsetOf(
                        "customer",
                        "customer_word",
                        "session",
                        "call",
                        "kept_answer",
                        "delivery",
                        "lane",
                        "denial",
                        "consent_change");

        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        drain();
        bits.upToDate().await().atMost(ofSeconds(10));
        assertThat(holding(customer)).isEmpty();
    }

    private void everythingOf(String whom) {
        Visit visit = Visit.anonymous();
        visit.does("search_items", "query", "hiking in california", "idempotencyKey", whom + "-1");
        visit.does("identify_customer", "customerId", whom, "profile", new JsonObject().put("city", "Ankara"));
        visit.does("view_item", "itemId", "tent-1");
        visit.does("save_item", "itemId", "tent-1");
        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 1, "currency", "USD");
        visit.does("record_ai_advice_rated", "helpful", true);
        String audience = Api.planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}],\"none\":[]}}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        Api.planner("ann").post("/audiences/" + audience + "/activate").then().statusCode(202);
        await().atMost(ofSeconds(20))
                .until(() -> holding(whom).contains("audience_member") && drain() >= 0 && isTagged(whom));
    }

    private boolean isTagged(String whom) {
        return row("select count(*)::int as n from audience_member where customer_id = $1 and state = 'TAGGED'", whom)
                        .getInteger("n")
                == 1;
    }

    private Set<String> tablesOfCustomers() {
        return names("select table_name::text as name from information_schema.columns"
                + " where table_schema = current_schema() and (column_name = 'customer_id'"
                + " or table_name = 'customer')");
    }

    private Set<String> holding(String whom) {
        return names("select tablename::text as name from pg_tables where schemaname = current_schema()").stream()
                .filter(table -> row(
                                "select exists (select from \"" + table + "\" t where t::text like $1) as is",
                                "%" + whom + "%")
                        .getBoolean("is"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> names(String query) {
        Set<String> names = new TreeSet<>();
        pool.query(query).executeAndAwait().forEach(found -> names.add(found.getString("name")));
        return names;
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
