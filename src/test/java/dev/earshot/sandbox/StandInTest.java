package dev.earshot.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** The sandbox takes what is sent to the vendors, with the vendors' credentials, which mean nothing to us. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StandInTest {

    @Test
    void insightarcs_answers_whatever_bearer_token_it_is_given() {
        given().auth()
                .oauth2("sandbox")
                .get("/sandbox/insightarc/context/realtime/sess_1")
                .then()
                .statusCode(200)
                .body("sessionId", is("sess_1"))
                .body("stats.engagement_rate", notNullValue());
    }

    @Test
    void netmeras_takes_arrays_answers_with_nothing_and_shows_what_arrived() {
        netmera()
                .body("[{\"extId\":\"sandboxed\",\"name\":\"AISessionStarted\"}]")
                .post("/sandbox/netmera/rest/3.0/fireEvents")
                .then()
                .statusCode(200)
                .body(is(""));
        given().get("/sandbox/netmera/received?extId=sandboxed")
                .then()
                .body("method", contains("fireEvents"))
                .body("body.name", contains("AISessionStarted"));
    }

    @Test
    void netmeras_refuses_a_call_as_a_whole_for_one_entry_without_its_name() {
        netmera()
                .body("[{\"extId\":\"halved\",\"name\":\"A\"},{\"extId\":\"halved\"}]")
                .post("/sandbox/netmera/rest/3.0/fireEvents")
                .then()
                .statusCode(400)
                .body("code", is(2020));
        given().get("/sandbox/netmera/received?extId=halved").then().body("$", hasSize(0));
    }

    private static RequestSpecification netmera() {
        return given().header("X-netmera-api-key", "sandbox").contentType("application/json");
    }
}
