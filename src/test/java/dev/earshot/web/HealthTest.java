package dev.earshot.web;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class HealthTest {

    @Test
    void started_live_and_ready_answer_up() {
        for (String probe : new String[] {"started", "live", "ready"}) {
            get("/q/health/" + probe).then().statusCode(200).body("status", is("UP"));
        }
    }

    @Test
    void an_unknown_path_is_answered_as_a_problem() {
        get("/nothing/here").then().statusCode(404).body("success", is(false)).body("code", is("NOT_FOUND"));
    }
}
