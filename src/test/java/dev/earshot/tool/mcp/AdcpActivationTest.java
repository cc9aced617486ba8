package dev.earshot.tool.mcp;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signals that are activated: tags of those who showed them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AdcpActivationTest extends AdcpCalls {
    @Test
    void an_activated_signal_is_live_as_a_tag_of_those_who_showed_it_until_it_is_taken_back() {
        JsonObject begun = deployment(answer("activate_signal", order("int_hiking")));
        assertThat(begun.getBoolean("is_live") || begun.containsKey("estimated_activation_duration_minutes"))
                .isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deployment(answer("activate_signal", order("int_hiking")))
                        .getBoolean("is_live"));

        JsonObject done = deployment(answer("activate_signal", order("int_hiking")));
        String tag = done.getJsonObject("activation_key").getString("segment_id");
        assertThat(done.getString("deployed_at")).isNotBlank();
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(planner("ann").get("/audiences").jsonPath().getList("data.tag"))
                .contains(tag);
        JsonObject shown = signal(
                        answer("get_signals", new JsonObject().put("signal_spec", "interested in hiking")),
                        "int_hiking")
                .getJsonArray("deployments")
                .getJsonObject(0);
        assertThat(shown.getBoolean("is_live")).isTrue();
        assertThat(shown.getJsonObject("activation_key").getString("segment_id"))
                .isEqualTo(tag);

        JsonObject back = answer("activate_signal", order("int_hiking").put("action", "deactivate"));
        assertThat(deployment(back).getBoolean("is_live")).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> netmera.tagged(tag).isEmpty());
    }

    @Test
    void a_sales_agent_gets_the_key_to_target_by_and_another_platform_is_told_that_nothing_is_sent() {
        JsonObject agent = deployment(answer(
                "dan", "activate_signal", order("int_yoga").put("destinations", to("agent", "https://agent.example"))));
        assertThat(agent.getString("agent_url")).isEqualTo("https://agent.example");
        assertThat(agent.getBoolean("is_live")).isTrue();
        assertThat(agent.getJsonObject("activation_key").getString("type")).isEqualTo("key_value");

        JsonObject elsewhere = deployment(
                answer("eve", "activate_signal", order("int_yoga").put("destinations", to("platform", "openx"))));
        assertThat(elsewhere.getBoolean("is_live")).isFalse();
        assertThat(elsewhere.getString("message")).contains("nothing is sent to openx");
        assertThat(planner("eve").get("/audiences").jsonPath().getList("data")).isEmpty();
    }

    @Test
    void a_retry_with_the_same_key_has_no_second_effect_and_a_key_is_good_for_one_request() {
        JsonObject order = order("int_yoga");
        JsonObject first = answer("fay", "activate_signal", order);
        JsonObject again =
                answer("fay", "activate_signal", order.copy().put("context", new JsonObject().put("try", 2)));
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(again.getJsonArray("deployments")).isEqualTo(first.getJsonArray("deployments"));
        assertThat(again.getJsonObject("context").getInteger("try")).isEqualTo(2);

        JsonObject other =
                Mcp.call(planner("fay"), "activate_signal", order.copy().put("signal_agent_segment_id", "int_hiking"));
        assertThat(error(other).getString("code")).isEqualTo("IDEMPOTENCY_CONFLICT");
        order.remove("idempotency_key");
        JsonObject without = Mcp.call(planner("fay"), "activate_signal", order);
        assertThat(error(without).getString("field")).isEqualTo("idempotency_key");
    }

    @Test
    void a_signal_that_is_activated_while_another_call_makes_its_audience_gets_that_one() {
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction making = other.beginAndAwait();
        other.query("""
                insert into audience (id, owner, name, rule, version, tag, origin, created_at, updated_at)
                values ('aud_first', 'bea', 'Yoga', '{"all":[{"any":["int_yoga"]}],"none":[]}', 1, 'first_yoga',
                  'adcp bea int_yoga', now(), now())""").executeAndAwait();
        CompletableFuture<JsonObject> second =
                CompletableFuture.supplyAsync(() -> answer("bea", "activate_signal", order("int_yoga")));
        await().until(() -> Rows.number(pool, """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%on conflict (origin)%'""") > 0);
        making.commitAndAwait();
        other.closeAndAwait();

        assertThat(deployment(second.join()).getString("platform")).isEqualTo("netmera");
        assertThat(planner("bea").get("/audiences").jsonPath().getList("data.id"))
                .containsExactly("aud_first");
    }

    @Test
    void an_audience_that_its_planner_gave_another_rule_is_no_longer_the_signals() {
        String first = tag("cem", "int_hiking");
        String id = planner("cem").get("/audiences").jsonPath().getString("data[0].id");
        planner("cem").post("/audiences/" + id + "/deactivate").then().statusCode(202);
        planner("cem")
                .body("{\"name\":\"Not hikers\",\"rule\":{\"all\":[],\"none\":[\"int_hiking\"]}}")
                .put("/audiences/" + id)
                .then()
                .statusCode(200);

        String tag = tag("cem", "int_hiking");
        assertThat(tag).isNotEqualTo(first);
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(netmera.tagged(first)).isEmpty();
        planner("cem").post("/audiences/" + id + "/activate").then().statusCode(202);
        JsonObject shown = signal(
                        answer("cem", "get_signals", new JsonObject().put("signal_spec", "interested in hiking")),
                        "int_hiking")
                .getJsonArray("deployments")
                .getJsonObject(0);
        assertThat(shown.getJsonObject("activation_key").getString("segment_id"))
                .isEqualTo(tag);
    }

    @Test
    void an_audience_that_its_planner_gave_another_rule_is_not_taken_back() {
        String tag = tag("gus", "int_hiking");
        String id = planner("gus").get("/audiences").jsonPath().getString("data[0].id");
        planner("gus")
                .body("{\"name\":\"Mine\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\",\"int_yoga\"]}]}}")
                .put("/audiences/" + id)
                .then()
                .statusCode(200);

        answer("gus", "activate_signal", order("int_hiking").put("action", "deactivate"));
        planner("gus").get("/audiences/" + id).then().body("data.active", is(true));
        assertThat(netmera.tagged(tag)).contains("a", "b", "c");
    }
}
