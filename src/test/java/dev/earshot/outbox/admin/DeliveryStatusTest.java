package dev.earshot.outbox.admin;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether deliveries flow, as an operator sees it at a glance. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DeliveryStatusTest extends Drained {

    @Test
    void it_flows_without_failed_attempts_and_counts_unidentified_customers() {
        state().body("state", is("flowing")).body("owed", is(0)).body("oldestOwedAt", nullValue());
        Visit.of(customer);
        Visit.anonymous();

        state().body("state", is("flowing"))
                .body("owed", is(1))
                .body("waiting", is(1))
                .body("failing", is(0))
                .body("oldestOwedAt", notNullValue());
    }

    @Test
    void it_fails_while_what_is_sent_does_not_arrive() {
        Visit.of(customer);
        netmera.willAnswer(Reply.of(500, "{\"code\":2001,\"error\":\"internal\"}"));
        drain();
        state().body("state", is("failing")).body("failing", is(1)).body("answer", is("500/2001 internal"));

        clock.advance(Duration.ofMinutes(5));
        drain();
        state().body("state", is("flowing")).body("owed", is(0)).body("answer", nullValue());
    }

    @Test
    void it_is_held_while_our_key_is_refused_and_paused_when_an_operator_says_so() {
        Visit.of(customer);
        netmera.willAnswer(Reply.of(403, "{\"code\":2010,\"error\":\"bad key\"}"));
        drain();
        state().body("state", is("held")).body("answer", is("403/2010 bad key")).body("owed", is(1));
        clock.advance(Duration.ofMinutes(10));
        drain();
        state().body("state", is("flowing"));

        Api.admin().post("/admin/deliveries/pause").then().statusCode(200);
        state().body("state", is("paused"));
        Api.admin().post("/admin/deliveries/resume").then().statusCode(200);
        state().body("state", is("flowing"));
    }

    @Test
    void what_was_rejected_is_counted() {
        Visit.of(customer);
        netmera.willAnswer(Reply.of(400, "{\"code\":2020,\"error\":\"missing\"}"));
        drain();
        state().body("rejected", is(1)).body("owed", is(0));
        Api.planner("bob").get("/admin/deliveries/state").then().statusCode(403);
    }

    private static ValidatableResponse state() {
        return Api.admin().get("/admin/deliveries/state").then().statusCode(200).rootPath("data");
    }
}
